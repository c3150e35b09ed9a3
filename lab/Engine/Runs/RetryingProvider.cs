using System.Globalization;
using System.Security.Cryptography;
using Slipway.Lab.Engine.Providers;
using Slipway.Lab.Wire;

namespace Slipway.Lab.Engine.Runs;

/// <summary>
/// Makes calls again that failed for a reason that passes, after a while that grows. That is safe for every verb: reading changes nothing, updates and
/// deletions lead to the same end however often they are made, and before something is created again the cloud is asked what the first attempt made.
/// </summary>
internal sealed class RetryingProvider(IResourceProvider inner, UpdateRun run) : IResourceProvider
{
    public Task<CheckResult> CheckAsync(CheckRequest request, CancellationToken cancellation) => inner.CheckAsync(request, cancellation);

    public Task<DiffResult> DiffAsync(DiffRequest request, CancellationToken cancellation) =>
        CallAsync(request.Urn, () => inner.DiffAsync(request, cancellation));

    public Task<ResourceState> CreateAsync(CreateRequest request, CancellationToken cancellation)
    {
        var isDoubtful = false;
        return CallAsync(request.Urn, async () =>
        {
            if (isDoubtful && await inner.FindAsync(request, cancellation).ConfigureAwait(false) is { } made)
            {
                run.Warn(request.Urn, $"The answer to its creation was lost; it was made, and is taken over ({made.Id}).");
                return new ResourceState(made.Id, made.Outputs);
            }
            try
            {
                return await inner.CreateAsync(request, cancellation).ConfigureAwait(false);
            }
            catch (ProviderException e) when (e.Transient == TransientFault.NoAnswer)
            {
                isDoubtful = true;
                throw;
            }
        });
    }

    public Task<PropertyMap> UpdateAsync(UpdateRequest request, CancellationToken cancellation) =>
        CallAsync(request.Urn, () => inner.UpdateAsync(request, cancellation));

    public Task DeleteAsync(DeleteRequest request, CancellationToken cancellation) => CallAsync(request.Urn, async () =>
    {
        await inner.DeleteAsync(request, cancellation).ConfigureAwait(false);
        return true;
    });

    public Task<ReadState?> ReadAsync(ReadStateRequest request, CancellationToken cancellation) =>
        CallAsync(request.Urn, () => inner.ReadAsync(request, cancellation));

    public Task<ReadState?> FindAsync(CreateRequest request, CancellationToken cancellation) =>
        CallAsync(request.Urn, () => inner.FindAsync(request, cancellation));

    public Task<PropertyMap> InvokeAsync(string token, PropertyMap args, CancellationToken cancellation) =>
        CallAsync("", () => inner.InvokeAsync(token, args, cancellation));

    private async Task<T> CallAsync<T>(string urn, Func<Task<T>> call)
    {
        var policy = run.Options.Retries;
        var started = run.Options.Time.GetTimestamp();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await call().ConfigureAwait(false);
            }
            catch (ProviderException e) when (e.Transient != TransientFault.None)
            {
                var delay = policy.DelayAfter(attempt, RandomNumberGenerator.GetInt32(1000) / 1000.0);
                if (attempt < policy.Attempts && await WaitedAsync(urn, e, attempt, delay).ConfigureAwait(false))
                    continue;
                var tried = string.Create(CultureInfo.InvariantCulture,
                    $"{e.Message.TrimEnd('.')} (tried {(attempt == 1 ? "once" : $"{attempt} times")} in {run.Options.Time.GetElapsedTime(started).TotalSeconds:0.0} s{(run.Interrupted ? ", then interrupted" : "")}).");
                throw new ProviderException(e.Transient == TransientFault.NoAnswer ? $"{tried} Whether it was done is not known; the next run, or refresh, asks again." : tried)
                {
                    Partial = e.Partial,
                    Transient = e.Transient,
                };
            }
        }
    }

    /// <returns>False when the run was interrupted.</returns>
    private async Task<bool> WaitedAsync(string urn, ProviderException fault, int attempt, TimeSpan delay)
    {
        if (run.Interrupted)
            return false;
        run.Report(new Diagnostic(LogSeverity.Info, string.Create(CultureInfo.InvariantCulture,
            $"{fault.Message.TrimEnd('.')}; trying again in {delay.TotalSeconds:0.0} s ({attempt + 1} of {run.Options.Retries.Attempts})"), urn, Ephemeral: true));
        try
        {
            await Task.Delay(delay, run.Options.Time, run.Interruption).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
