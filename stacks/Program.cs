using Slipway.Stacks;

return await Pulumi.Deployment.RunAsync<PlatformStack>().ConfigureAwait(false);
