using System.Globalization;
using System.Text.Json.Nodes;
using Ledger.Exchange;
using Ledger.Facts;

namespace Ledger.Cli;

/// <summary>One envelope of the history for people and programs.</summary>
/// <param name="Envelope">The envelope.</param>
/// <param name="Signer">Organisation that signed, or the id of a key that the ledger knows no more.</param>
/// <param name="Known">Operators by name, where they are known.</param>
internal sealed record HistoryRow(RecordedEnvelope Envelope, string Signer, KnownOperators Known)
{
    /// <summary>Rows as people and programs see them.</summary>
    /// <param name="rows">The rows, the newest first.</param>
    /// <param name="earlier">What <c>--before</c> is for the next page; 0 for none.</param>
    public static CommandResult Listed(IReadOnlyList<HistoryRow> rows, ulong earlier) => new(
        ExitCode.Ok,
        new JsonObject
        {
            ["entries"] = new JsonArray([.. rows.Select(static row => row.Json())]),
            ["next_before"] = earlier == 0 ? null : earlier,
        },
        language =>
        {
            var table = new ListTable(
                language, new("条目", "entry"), new("时间", "time"), new("签封机构", "signed by"), new("经办", "operator"), new("事件", "events"), new("对象", "subjects"));
            foreach (var (envelope, signer, known) in rows)
            {
                table.Row(
                    Number(envelope.Index), Instants.Of(envelope.TimeMs), signer, string.Join(" ", envelope.Operators.Select(known.Shown)),
                    string.Join(", ", envelope.Events.Select(static e => e.Name)), string.Join(", ", envelope.Subjects));
            }

            return table;
        });

    /// <summary>Rows as CSV (RFC 4180).</summary>
    public static IEnumerable<string> Csv(IEnumerable<HistoryRow> rows) => rows
        .Select(static row => string.Join(
            ',',
            new[]
            {
                Number(row.Envelope.Index), Instants.Of(row.Envelope.TimeMs), row.Signer, string.Join(' ', row.Envelope.Operators),
                string.Join(' ', row.Envelope.Events.Select(static e => e.Name)), string.Join(' ', row.Envelope.Subjects),
                Convert.ToHexStringLower(row.Envelope.LeafHash), string.Join("; ", row.Envelope.Operators.Select(row.Known.NameOf).OfType<string>()),
            }.Select(CsvCell.Of)))
        .Prepend("entry,time,signed_by,operators,events,subjects,leaf_hash,operator_names");

    private JsonObject Json() => new()
    {
        ["entry"] = Envelope.Index,
        ["time"] = Instants.Of(Envelope.TimeMs),
        ["signed_by"] = Signer,
        ["operators"] = new JsonArray([.. Envelope.Operators.Select(static print => JsonValue.Create(print))]),
        ["operator_names"] = new JsonArray([.. Envelope.Operators.Select(Known.NameOf).OfType<string>().Select(static name => JsonValue.Create(name))]),
        ["events"] = new JsonArray([.. Envelope.Events.Select(static e => JsonValue.Create(e.Name))]),
        ["subjects"] = new JsonArray([.. Envelope.Subjects.Select(static text => JsonValue.Create(text))]),
        ["leaf_hash"] = Convert.ToHexStringLower(Envelope.LeafHash),
    };

    private static string Number(ulong number) => number.ToString(CultureInfo.InvariantCulture);
}
