using System.Globalization;
using System.Text.Json.Nodes;
using Ledger.Facts;
using Ledger.Verifier;

namespace Ledger.Cli;

/// <summary>A verified certificate, or why it is none, for people and programs.</summary>
internal static class ReportView
{
    /// <summary>The result of a check or a verification.</summary>
    /// <param name="report">What the verifier said.</param>
    /// <param name="savedAs">Where the evidence file was written; null when it was read.</param>
    /// <param name="policy">The policy that it was verified under, where the reader chose it.</param>
    public static CommandResult Of(CertificateReport report, string? savedAs = null, PolicyUsed? policy = null)
    {
        var code = ExitCodes.Of(report);
        var json = Json(report, code, savedAs);
        if (policy is not null)
        {
            json["policy"] = policy.File;
            json["policy_sha256"] = policy.Sha256;
            if (policy.Blame(report) is { } blame)
                (json["at_fault"], json["advice_zh"], json["advice_en"]) = (blame.AtFault, blame.Advice.Chinese, blame.Advice.English);
        }

        return new CommandResult(code, json, language => View(View(report, savedAs, language), report, policy, language));
    }

    private static PropertyTable View(PropertyTable table, CertificateReport report, PolicyUsed? policy, Language language)
    {
        if (policy is null)
            return table;
        if (policy.Blame(report) is { } blame)
            table.Row(new("怎么办", "what to do"), blame.Advice.In(language));
        return table.Row(new("策略", "policy"), policy.File).Row(new("策略指纹", "policy's SHA-256"), policy.Sha256);
    }

    private static JsonObject Json(CertificateReport report, ExitCode code, string? savedAs)
    {
        var json = new JsonObject
        {
            ["outcome"] = Outcome(report.Outcome),
            ["exit_code"] = (int)code,
            ["claim_zh"] = report.Text.Chinese,
            ["claim_en"] = report.Text.English,
        };
        if (report.Fault is { } fault)
        {
            json["fault"] = fault.Code;
            return json;
        }

        json["kind"] = report.File!.Kind;
        json["unit"] = report.File.Unit;
        json["evidence_time"] = Instant(report.EvidenceTime!.Value);
        json["age_seconds"] = (long)report.Age!.Value.TotalSeconds;
        json["stale"] = report.IsStale;
        json["origin"] = report.Checkpoint!.Origin;
        json["size"] = report.Checkpoint.Size;
        json["root"] = Convert.ToHexStringLower(report.Checkpoint.Root.Span);
        json["state_root"] = Convert.ToHexStringLower(report.Seal!.StateRoot.Span);
        if (report.Lien is { } lien)
        {
            json["covered"] = new JsonArray([.. lien.Covered.Select(unit => JsonValue.Create(unit.ToString()))]);
            json["encumbrances"] = new JsonArray([.. lien.Encumbrances.Select(encumbrance => new JsonObject
            {
                ["unit"] = encumbrance.Unit.ToString(),
                ["text_zh"] = encumbrance.Text.Chinese,
                ["text_en"] = encumbrance.Text.English,
                ["queued"] = encumbrance.Queued,
            })]);
        }

        if (savedAs is not null)
            json["file"] = savedAs;

        return json;
    }

    private static PropertyTable View(CertificateReport report, string? savedAs, Language language)
    {
        var table = new PropertyTable(language)
            .Row(new("结论", "outcome"), OutcomeText(report).In(language))
            .Row(new("内容", "claim"), report.Text.In(language));
        if (report.Fault is { } fault)
            return table.Row(new("原因代码", "code"), fault.Code);

        foreach (var encumbrance in report.Lien?.Encumbrances ?? [])
            table.Row(new("负担", "encumbrance"), encumbrance.Text.In(language));

        table.Row(new("证据时间", "evidence time"), Instant(report.EvidenceTime!.Value));
        if (report.IsStale)
        {
            table.Row(new("！！过旧", "!! TOO OLD"), new Wording(
                $"证据已有 {Age(report).Chinese}：此后发生的事它不知道，请索取新的证据",
                $"the evidence is {Age(report).English} old and knows nothing since: ask for a new one").In(language));
        }

        table.Row(new("检查点", "checkpoint"), $"{report.Checkpoint!.Origin} {report.Checkpoint.Size} {Convert.ToHexStringLower(report.Checkpoint.Root.Span)}");
        return savedAs is null ? table : table.Row(new("证据文件", "evidence file"), savedAs);
    }

    private static string Outcome(CertificateOutcome outcome) => outcome switch
    {
        CertificateOutcome.Clean => "clean",
        CertificateOutcome.Encumbered => "encumbered",
        CertificateOutcome.Migrated => "migrated",
        CertificateOutcome.NotOpened => "not-opened",
        CertificateOutcome.NotLive => "not-live",
        _ => "invalid",
    };

    internal static Wording OutcomeText(CertificateReport report) => report.Outcome switch
    {
        CertificateOutcome.Encumbered when report.Lien is { Migrated.Count: > 0 } =>
            new("有负担（自旧簿迁移，未经核验）；证据有效", "encumbered (from the old book, not verified); proof valid"),
        CertificateOutcome.Clean when report.Lien is null => new(
            "现势产权，已验证；不含负担，请另以 check lien 查询", "live title, verified; it says nothing of liens: ask check lien"),
        CertificateOutcome.Clean => new("清洁，已验证", "clean, verified"),
        CertificateOutcome.Encumbered => new("有负担，已验证", "encumbered, verified"),
        CertificateOutcome.Migrated => new("自旧簿迁移，未经核验；证据已验证", "taken over from the old book, not verified there; the evidence is verified"),
        CertificateOutcome.NotOpened => new("本账本无记载，旧簿不明；证据已验证", "nothing recorded here, old book unknown; the evidence is verified"),
        CertificateOutcome.NotLive => new("产权已成历史或终止；证据已验证", "the title is historic or has ended; the evidence is verified"),
        _ => new("证据无效：不能证明任何事", "INVALID: proves nothing"),
    };

    /// <summary>In hours, below two in minutes: nothing too old is "0 hours" old.</summary>
    private static Wording Age(CertificateReport report) => report.Age!.Value is var age && age < TimeSpan.FromHours(2)
        ? new($"{(long)age.TotalMinutes} 分钟", $"{(long)age.TotalMinutes} minutes")
        : new($"{(long)age.TotalHours} 小时", $"{(long)age.TotalHours} hours");

    private static string Instant(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
