using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>C-73 原因文件齐全: an instrument names, by hash, a paper of every kind that its reason needs in this city.</summary>
internal static class InstrumentPapers
{
    public static readonly Rule C73 = Rule.Reject("C-73", "原因文件齐全", "basis complete", "不动产登记暂行条例 16");

    public static void Check(Judgement judgement, InstrumentStated e)
    {
        var needed = judgement.City.InstrumentDocuments.GetValueOrDefault(InstrumentKinds.LetterOf(e.Kind)) ?? [];
        var missing = needed.Where(kind => !e.Documents.Any(document => document.Kind == kind)).ToList();
        if (missing.Count == 0)
            return;
        judgement.Fail(
            C73,
            new($"缺少原因文件：{string.Join("、", missing)}", $"papers are missing: {string.Join(", ", missing)}"),
            new("请补充所缺文件的文件校验值", "state the hash of each paper that is missing"),
            Labels.InEvent(new("所列文件", "papers stated"), Text(e.Documents.Select(document => document.Kind)), "documents"),
            judgement.InCity(new("应备文件", "papers needed"), string.Join(", ", needed)));
    }

    private static string Text(IEnumerable<string> kinds) => string.Join(", ", kinds) is { Length: > 0 } text ? text : Labels.Absent;
}
