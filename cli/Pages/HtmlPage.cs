using Slipway.Cli.Graphs;

namespace Slipway.Cli.Pages;

/// <summary>A page of HTML that needs nothing but itself: no script, no font, no network.</summary>
internal static class HtmlPage
{
    /// <summary>The page.</summary>
    /// <param name="title">Its title.</param>
    /// <param name="body">What stands on it, as HTML.</param>
    public static string Of(string title, string body) => $"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <title>{DiagramSvg.Html(title)}</title>
        <style>
        {PageStyle.Css}
        </style>
        </head>
        <body>
        <main>
        {body}</main>
        </body>
        </html>

        """;
}
