using Ledger.V1;

namespace Ledger.Facts;

/// <summary>The kinds of encumbrance an encumbrance page can record.</summary>
public static class EncumbranceKinds
{
    /// <summary>The kinds that pages of this build can hold, in the order in which claims and certificates list them.</summary>
    public static IReadOnlyList<IEncumbranceKind> All { get; } =
    [
        new MortgageEncumbrance(), new SeizureEncumbrance(), new AdvanceNoticeEncumbrance(), new ObjectionEncumbrance(), new EasementEncumbrance(),
        new ResidenceEncumbrance(), new LockEncumbrance(),
    ];

    /// <summary>The kinds by name; the codes are the numbers of <see cref="EncumbranceKind"/> (no national table lists them).</summary>
    public static CodeTable Table { get; } = new(
        new("负担种类", "encumbrance kind"),
        "formats.md 9",
        new(1, new("抵押", "mortgage")),
        new(2, new("查封（含预查封）", "seizure and pre-seizure")),
        new(3, new("预告登记", "advance notice")),
        new(4, new("异议登记", "objection")),
        new(5, new("地役权", "easement")),
        new(6, new("居住权", "right of residence")),
        new(7, new("行政锁定", "administrative lock")));

    /// <summary>The name of a kind.</summary>
    public static Wording NameOf(EncumbranceKind kind) => Table.NameOf((uint)kind);
}
