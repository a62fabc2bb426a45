using System.Security.Cryptography;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Departments;

/// <summary>
/// Rule C-68 (条例 28; PIPL 6, 34): a check states a purpose and a basis, has not expired, and asks no more than the
/// basis allows. Judged on the pages that answer the check.
/// </summary>
internal sealed class CheckBasis(UnitKeyring keyring, CertificateWriter pages, Member caller, bool isDepartment, Day today, int authorisationDays)
{
    /// <summary>One answer for all that only the register could tell: who asks without a basis learns nothing of the unit.</summary>
    private static readonly (string Zh, string En) DoesNotHold = (
        "所述依据对该单元不成立：授权人须为其登记权利人，抵押权须为本行在该单元上的现存抵押权",
        "the basis stated does not hold for this unit: who authorises must be a registered owner of it, a mortgage must be the bank's own and live on it");

    /// <summary>Why the check may not be answered; null when it may.</summary>
    public (string Zh, string En)? Refusal(CheckRequest request, UnitCode unit, bool title, PersonId? owner, string ownerCreditCode)
    {
        if (request.BasisCase == CheckRequest.BasisOneofCase.None)
            return ("未说明查询依据", "the check states no basis: an owner's authorisation, a mortgage of the bank, or an official file");

        return CheckPurposes.Fault(request.BasisCase, request.Purpose) ?? request.BasisCase switch
        {
            CheckRequest.BasisOneofCase.Authorisation => Authorisation(request.Authorisation, unit, title, owner, ownerCreditCode),
            CheckRequest.BasisOneofCase.Mortgagee => Mortgagee(request, unit, title),
            _ => OfficialFile(),
        };
    }

    private (string Zh, string En)? Authorisation(OwnerAuthorisation authorisation, UnitCode unit, bool title, PersonId? owner, string ownerCreditCode)
    {
        if (!(title ? authorisation.AllowTitle : authorisation.AllowLien))
            return ("授权范围不含本次查询", $"the authorisation does not allow a {(title ? "title" : "lien")} check");

        if (!Day.TryParse(authorisation.ValidTo, out var last, out _) || today > last)
            return ("授权已过期", $"the authorisation was valid to {authorisation.ValidTo}; today is {today}");

        if (last > today.AddDays(authorisationDays))
        {
            return ($"授权有效期过长：至多自今日起{authorisationDays}日",
                $"the authorisation is valid to {authorisation.ValidTo}; it may reach at most {authorisationDays} days ahead of today, {today}");
        }

        if (IsOfNoDocument(authorisation.DocumentSha256.Span))
            return ("授权书散列不是任何文件的散列", "the hash of the signed authorisation is the hash of no document");

        if (pages.ReadTitle(unit) is not { Status: TitleStatus.Registered } page)
            return DoesNotHold;

        var keys = keyring.Find(page.Epoch);
        var token = owner is null || keys is null ? null : keys.TokenOf(unit, owner);
        var isOwner = page.Owners.Any(holder => token is null
            ? ownerCreditCode.Length > 0 && holder.Party.CreditCode == ownerCreditCode
            : holder.Party.Token.Span.SequenceEqual(token.Bytes.Span));
        return isOwner ? null : DoesNotHold;
    }

    /// <summary>All bytes the same, or the hash of nothing.</summary>
    private static bool IsOfNoDocument(ReadOnlySpan<byte> sha256) =>
        sha256.Length > 0 && (!sha256.ContainsAnyExcept(sha256[0]) || sha256.SequenceEqual(SHA256.HashData([])));

    private (string Zh, string En)? Mortgagee(CheckRequest request, UnitCode unit, bool title)
    {
        if (request.Mortgagee.Mortgagee != caller.CreditCode)
            return ("该抵押权不属于查询的银行", $"the mortgage is of {request.Mortgagee.Mortgagee}, not of the bank that asks ({caller.CreditCode})");

        if (title)
            return ("抵押权关系只允许查询负担", "a mortgage allows lien checks, not title checks");

        return pages.ReadEncumbrances(unit)?.Mortgages.Any(row => row.Id.Equals(request.Mortgagee)) == true
            ? null
            : DoesNotHold;
    }

    private (string Zh, string En)? OfficialFile()
        => isDepartment ? null : ("只有部门可以凭公文查询", "only departments check by an official file");
}
