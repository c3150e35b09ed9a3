namespace Slipway.Cli.Pages;

/// <summary>How pages look, on light and on dark screens.</summary>
internal static class PageStyle
{
    /// <summary>The style sheet.</summary>
    public const string Css = """
        :root { color-scheme: light dark; --ground: #ffffff; --text: #1c2330; --quiet: #5b6575; --rule: #d9dee6; --box: #f7f8fa; --arrow: #8791a1;
          --hue0: #c2611f; --hue1: #2563b8; --hue2: #26806a; --hue3: #7a4fb0; --hue4: #c4332f; --hue5: #6b7686; }
        @media (prefers-color-scheme: dark) {
          :root { --ground: #12161d; --text: #e6eaf1; --quiet: #9aa5b5; --rule: #2c3440; --box: #1b212b; --arrow: #77839a;
            --hue0: #f0a36b; --hue1: #7fb2f5; --hue2: #6cc9af; --hue3: #c3a3ee; --hue4: #ff8a80; --hue5: #9aa5b5; }
        }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--ground); color: var(--text); font: 15px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; }
        main { max-width: 82rem; margin: 0 auto; padding: 2rem 1.5rem 4rem; }
        h1 { font-size: 1.7rem; line-height: 1.2; margin: 0 0 1.5rem; }
        h2 { font-size: 1.25rem; margin: 2.5rem 0 .25rem; padding-top: 1rem; border-top: 1px solid var(--rule); }
        h3 { font-size: 1.05rem; margin: 2rem 0 .5rem; }
        p { margin: .25rem 0 1rem; color: var(--quiet); }
        figure { margin: 0 0 1.5rem; }
        figcaption { margin-bottom: .5rem; font-size: .85rem; }
        .drawing { overflow-x: auto; border: 1px solid var(--rule); border-radius: 8px; padding: 12px; margin-bottom: .75rem; }
        svg { display: block; max-width: none; font-family: inherit; }
        .box rect { fill: var(--box); stroke: var(--rule); }
        .box text { fill: var(--text); font-size: 13px; font-weight: 600; }
        .box text.detail { fill: var(--quiet); font-size: 11.5px; font-weight: 400; }
        .box .edge { stroke: var(--hue); stroke-width: 3; stroke-linecap: round; }
        a:hover rect, a:focus rect { stroke: var(--hue); stroke-width: 1.5; }
        .arrow { fill: none; stroke: var(--arrow); stroke-width: 1.2; }
        .head { fill: var(--arrow); }
        .hue0 { --hue: var(--hue0); } .hue1 { --hue: var(--hue1); } .hue2 { --hue: var(--hue2); } .hue3 { --hue: var(--hue3); } .hue4 { --hue: var(--hue4); } .hue5 { --hue: var(--hue5); }
        .key { display: inline-block; margin-right: 1.25rem; color: var(--quiet); }
        .key::before { content: ""; display: inline-block; width: .7rem; height: .7rem; margin-right: .4rem; border-radius: 3px; background: var(--hue); }
        table { border-collapse: collapse; width: 100%; font-size: .9rem; }
        th, td { text-align: left; padding: .35rem .75rem .35rem 0; border-bottom: 1px solid var(--rule); vertical-align: top; }
        thead th { color: var(--quiet); font-weight: 500; }
        code { font: .86em ui-monospace, SFMono-Regular, Menlo, "DejaVu Sans Mono", monospace; color: var(--quiet); }
        details { border-bottom: 1px solid var(--rule); padding: .35rem 0; }
        details:target { outline: 2px solid var(--arrow); outline-offset: 4px; border-radius: 4px; }
        summary { cursor: pointer; font-weight: 600; }
        .count { color: var(--quiet); font-weight: 400; font-size: .85rem; margin-left: .5rem; }
        details ul { margin: .5rem 0 1rem; padding-left: 1.2rem; font-size: .9rem; }
        .tiles { display: flex; flex-wrap: wrap; gap: .75rem; list-style: none; margin: 1.25rem 0 0; padding: 0; }
        .tiles li { flex: 1 1 11rem; padding: .75rem 1rem; border: 1px solid var(--rule); border-left: 4px solid var(--hue4); border-radius: 8px; background: var(--box); color: var(--quiet); }
        .tiles .good { border-left-color: var(--hue2); }
        .tiles b { display: block; font-size: 1.3rem; color: var(--text); }
        .alarm h2 { color: var(--hue4); }
        .wide { overflow-x: auto; }
        .wide tbody th { white-space: nowrap; }
        td:last-child { overflow-wrap: anywhere; min-width: 9rem; }
        :focus-visible { outline: 2px solid var(--hue1); outline-offset: 2px; border-radius: 4px; }
        @media print {
          .drawing, .wide { overflow: visible; }
          .drawing svg { max-width: 100%; height: auto; }
          details::details-content { content-visibility: visible; block-size: auto; }
          section, tr, details { break-inside: avoid-page; }
        }
        """;
}
