using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Ledger.Client;
using Ledger.Facts;
using Ledger.V1;
using ChainKeys = Ledger.Chain.PageKeys;

namespace Ledger.Cli;

/// <summary><c>ledger operator list</c>: the department's operators by name, with what they may do and how long their certificates last.</summary>
internal static class OperatorList
{
    // Who has left is not shown for ever.
    private static readonly TimeSpan Shown = TimeSpan.FromDays(30);

    public static Command Create(CommandSet set)
    {
        var command = new Command("list", new Wording(
            "本部门已知的经办人：姓名、职责、证书到期（仅限本部门人员）",
            "operators that the department knows: names, duties, expiry of certificates; for its own people alone").In(set.Language));
        set.SetAction(command, "ledger operator list --profile .local/net/profiles/registration-administrator",
            (context, ct) => context.WithClientAsync(async (client, _) =>
            {
                var now = context.Clock.GetUtcNow();
                var rows = new List<Row>();
                foreach (var known in (await client.Supervision.ListOperatorsAsync(cancellationToken: ct)).Operators)
                    rows.Add(await ReadAsync(client, known, ct));
                return context.Write(Listed(rows, now));
            }));
        return command;
    }

    /// <summary>Operators as people and programs see them.</summary>
    internal static CommandResult Listed(IReadOnlyList<Row> rows, DateTimeOffset now) => new(
        ExitCode.Ok,
        new JsonObject { ["operators"] = new JsonArray([.. rows.Select(row => Json(row, now))]) },
        language =>
        {
            var table = new ListTable(
                language, new("姓名", "name"), new("指纹", "fingerprint"), new("职责", "duties"), new("镇街", "town"), new("登记期间", "enrolled"),
                new("证书", "certificate"));
            foreach (var row in rows)
            {
                table.Row(
                    row.Known.Name, Print(row)[..16], row.Staff is { } staff ? string.Join(" ", staff.Duties.Select(Name)) : "–",
                    row.Staff is { Town: > 0 } placed ? Number(placed.Town) : "–",
                    row.Staff is { } enrolled ? $"{DayText(enrolled.From)} – {DayText(enrolled.Until, before: true)}" : new Wording("未登记", "not enrolled").In(language),
                    row.Revoked ? new Wording("已吊销", "revoked").In(language) : (CertificateTerm.Of(Ends(row), now) ?? Until(row)).In(language));
            }

            return table;
        });

    /// <summary>Whose last certificate ends soon, or has ended within a month; nobody else's and nobody's older ones.</summary>
    /// <param name="known">The operators that the department knows.</param>
    /// <param name="now">The clock.</param>
    internal static IEnumerable<NodeCondition> Ending(IEnumerable<OperatorView> known, DateTimeOffset now)
    {
        foreach (var last in known.GroupBy(static view => view.Name, StringComparer.Ordinal).Select(static of => of.MaxBy(static view => view.NotAfterMs)!))
        {
            var ends = DateTimeOffset.FromUnixTimeMilliseconds((long)last.NotAfterMs);
            if (CertificateTerm.Of(ends, now) is { } said && now - ends < Shown)
            {
                yield return new NodeCondition
                {
                    Code = "operator.certificate",
                    MessageZh = $"{last.Name} 的证书：{said.Chinese}",
                    MessageEn = $"{last.Name}'s certificate {said.English}",
                };
            }
        }
    }

    private static async Task<Row> ReadAsync(LedgerClient client, OperatorView known, CancellationToken ct)
    {
        var book = new GovernanceBook(client);
        var print = known.Fingerprint.ToByteArray();
        var staff = client.Profile.CreditCode is { } code ? await book.ReadAsync(PageKeys.Staff(code, print), StaffPage.Parser, ct) : null;
        var revoked = await book.ReadAsync(ChainKeys.Revoked(print), Revocation.Parser, ct);
        return new Row(known, staff?.Message, revoked is not null);
    }

    private static JsonObject Json(Row row, DateTimeOffset now) => new()
    {
        ["name"] = row.Known.Name,
        ["fingerprint"] = Print(row),
        ["not_after"] = Instants.Of(row.Known.NotAfterMs),
        ["days_left"] = CertificateTerm.DaysLeft(Ends(row), now),
        ["warning"] = CertificateTerm.StageOf(Ends(row), now),
        ["revoked"] = row.Revoked,
        ["enrolled"] = row.Staff is { } staff
            ? new JsonObject
            {
                ["duties"] = new JsonArray([.. staff.Duties.Select(static duty => JsonValue.Create(Name(duty)))]),
                ["town"] = staff.Town == 0 ? null : Number(staff.Town),
                ["first_day"] = DayText(staff.From),
                ["last_day"] = DayText(staff.Until, before: true),
            }
            : null,
    };

    private static DateTimeOffset Ends(Row row) => DateTimeOffset.FromUnixTimeMilliseconds((long)row.Known.NotAfterMs);

    private static Wording Until(Row row) => new($"至 {Instants.Of(row.Known.NotAfterMs)}", $"until {Instants.Of(row.Known.NotAfterMs)}");

    private static string Print(Row row) => Convert.ToHexStringLower(row.Known.Fingerprint.Span);

    private static string Name(StaffDuty duty) => duty.ToString().ToLowerInvariant();

    private static string DayText(uint number, bool before = false) => Day.TryFromNumber(number, out var day, out _)
        ? (before ? day.AddDays(-1) : day).ToString()
        : Number(number);

    private static string Number(uint number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>An operator that the department knows.</summary>
    /// <param name="Known">As its store knows it.</param>
    /// <param name="Staff">As the ledger knows it; null when it is not enrolled.</param>
    /// <param name="Revoked">Whether the certificate is revoked on the ledger.</param>
    internal sealed record Row(OperatorView Known, StaffPage? Staff, bool Revoked);
}
