namespace Ledger.Facts;

/// <summary>Kinds of co-ownership (共有方式); the codes are the numbers of <see cref="V1.CoOwnership"/>.</summary>
public static class CoOwnerships
{
    /// <summary>Code table A.34.</summary>
    public static CodeTable Table { get; } = new(
        new("共有方式", "co-ownership"),
        "A.34",
        new(0, new("单独所有", "sole ownership")),
        new(1, new("共同共有", "joint ownership")),
        new(2, new("按份共有", "ownership by shares")),
        new(3, new("其它共有", "shares held by groups of joint owners")));

    /// <summary>The name of a kind.</summary>
    public static Wording NameOf(V1.CoOwnership kind) => Table.NameOf((uint)kind);
}
