namespace Slipway.Components.Flux;

/// <summary>What one of Flux's controllers may use at most.</summary>
/// <param name="Cpu">CPU as Kubernetes writes it, e.g. <c>2</c> or <c>1500m</c>; null leaves it.</param>
/// <param name="Memory">Memory as Kubernetes writes it, e.g. <c>1Gi</c>; null leaves it.</param>
public sealed record ControllerLimits(string? Cpu, string? Memory);
