using Ledger.V1;

namespace Ledger.Facts;

/// <summary>
/// Maps the identity documents of code table A.30 to the classes that departments agree on (domain.md 10), and says which
/// kind of party a class fits (rule F-05).
/// </summary>
public static class IdentityDocument
{
    /// <summary>Code table A.30 with the practice's 8.</summary>
    public static CodeTable Types { get; } = new(
        new("证件种类", "identity document type"),
        "A.30",
        new(1, new("身份证", "resident identity card")),
        new(2, new("港澳台身份证", "Hong Kong, Macao or Taiwan identity document")),
        new(3, new("护照", "passport")),
        new(4, new("户口簿", "household register")),
        new(5, new("军官证（士兵证）", "military identity document")),
        new(6, new("组织机构代码", "organisation code")),
        new(7, new("营业执照", "business licence")),
        new(8, new("统一社会信用代码", "unified social credit code")),
        new(99, new("其它", "other")));

    /// <summary>
    /// Whether a kind of party can have a document of the class: persons have all but a credit code, organisations a credit
    /// code or another document (rule F-05).
    /// </summary>
    public static bool Fits(PartyKind kind, IdentityClass identityClass) => (kind, identityClass) switch
    {
        (PartyKind.Person, >= IdentityClass.ResidentId and <= IdentityClass.Other) => identityClass != IdentityClass.CreditCode,
        (PartyKind.Organisation, IdentityClass.CreditCode or IdentityClass.Other) => true,
        _ => false,
    };
}
