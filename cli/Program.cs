using Slipway.Cli;

return await SlipwayCommand.RunAsync(args, Terminal.OfProcess).ConfigureAwait(false);
