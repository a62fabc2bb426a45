using Ledger.Facts;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Ledger.Cli;

/// <summary>Names and values, one a row. Values are text, never markup.</summary>
internal sealed class PropertyTable(Language language) : IRenderable
{
    private readonly Grid grid = new Grid().AddColumn(new GridColumn().NoWrap().PadRight(3)).AddColumn();

    public PropertyTable Row(Wording name, string value)
    {
        grid.AddRow(new Text(name.In(language), new Style(decoration: Decoration.Bold)), new Text(value));
        return this;
    }

    public Measurement Measure(RenderOptions options, int maxWidth) => ((IRenderable)grid).Measure(options, maxWidth);

    public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) => ((IRenderable)grid).Render(options, maxWidth);
}
