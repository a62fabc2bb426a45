using Ledger.Facts;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Ledger.Cli;

/// <summary>Rows under headings. Values are text, never markup.</summary>
internal sealed class ListTable : IRenderable
{
    private readonly Table table = new Table().Border(TableBorder.Simple);

    public ListTable(Language language, params IReadOnlyList<Wording> headings)
    {
        foreach (var heading in headings)
            table.AddColumn(new TableColumn(new Text(heading.In(language))));
    }

    public void Row(params IReadOnlyList<string> values) => table.AddRow(values.Select(value => new Text(value)));

    public Measurement Measure(RenderOptions options, int maxWidth) => ((IRenderable)table).Measure(options, maxWidth);

    public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) => ((IRenderable)table).Render(options, maxWidth);
}
