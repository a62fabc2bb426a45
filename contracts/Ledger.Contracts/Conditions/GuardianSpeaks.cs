using Google.Protobuf;
using Ledger.Facts;

namespace Ledger.Contracts;

/// <summary>
/// C-65 未成年人: for a minor its guardian speaks. Who is one the department's service knows from the papers; on the ledger is
/// no age and no name, only the hash of every guardian's statement, or that one is missing.
/// </summary>
internal static class GuardianSpeaks
{
    public static readonly Rule C65 = Rule.Warn("C-65", "未成年人须监护人声明", "guardian", "民法典 19, 23, 35");

    /// <summary>The form of a list of statements: a hash each, or nothing.</summary>
    public static void CheckShape(Shape shape, IReadOnlyList<ByteString> statements, string path)
    {
        if (statements.Count > shape.MaximumItems)
            shape.Fault(Shape.C69, path, statements.Count, new($"不超过{shape.MaximumItems}项", $"at most {shape.MaximumItems} items"));
        for (var i = 0; i < statements.Count; i++)
        {
            if (!statements[i].IsEmpty)
                shape.Hash(statements[i], $"{path}[{i}]");
        }
    }

    /// <summary>There is a statement for every minor.</summary>
    public static void Check(Judgement judgement, IReadOnlyList<ByteString> statements, string path)
    {
        var missing = statements.Count(static statement => statement.IsEmpty);
        if (missing == 0)
            return;
        judgement.Fail(
            C65,
            new("有未成年当事人缺少监护人声明", "a minor among the parties has no statement of its guardian"),
            new("请补交监护人声明，或写明理由后确认", "bring the guardian's statement, or acknowledge C-65 with a reason"),
            Labels.InEvent(new("未成年当事人", "minors"), statements.Count, path),
            Labels.InEvent(new("缺少声明", "without a statement"), missing, path));
    }
}
