using Ledger.Acts;
using Ledger.Facts;
using Ledger.V1;
using PageKeys = Ledger.Facts.PageKeys;

namespace Ledger.Departments;

/// <summary>An owner's authorisation as the registration department takes it in: of a registered owner, and not for ever.</summary>
internal sealed class OwnersWord(Department department, IPageReader pages, UnitKeyring keyring, TraceActs acts, TimeProvider time)
{
    /// <summary>Builds the act; faults go to the scope.</summary>
    public IReadOnlyList<BuiltAct> Build(ActScope scope, AuthoriseRequest request)
    {
        var unit = scope.Input.UnitCode(request.UnitCode, "unit_code");
        var today = Day.At((ulong)time.GetUtcNow().ToUnixTimeMilliseconds());
        CheckOwner(scope.Input, request, unit, today);
        var latest = today.AddDays(department.Limits.AuthorisationDays);
        if (Day.TryParse(Canonicalize.Fold(request.LastDay), out var last, out _) && last > latest)
            scope.Input.Fault("last_day", $"授权期过长，至多至{latest}", $"it reaches too far ahead: to {last}", $"at most {latest}");
        var act = acts.Authorisation(
            scope,
            new AuthoriseSharingRequest
            {
                Asker = request.Asker,
                Purpose = request.Purpose,
                Fields = { request.Fields },
                Basis = SharingBasis.Owner,
                FirstDay = request.FirstDay.Length == 0 ? today.ToString() : request.FirstDay,
                LastDay = request.LastDay,
                Sha256 = request.Sha256,
                Revokes = request.Revokes,
            },
            unit?.ToString() ?? "",
            unit?.ToString() ?? "");
        return [act];
    }

    private void CheckOwner(InputReader input, AuthoriseRequest request, UnitCode? unit, Day today)
    {
        var owner = input.Required(request.Owner, "owner");
        if (!StatedIdentity.TryRead(owner.DocumentType, owner.DocumentNumber, today, ofOldBook: false, out var identity, out var error))
            input.Fault("owner.document_number", error);
        if (unit is null || identity is null || input.Faults.Any)
            return;

        var title = pages.ReadPage(PageKeys.Title(unit.ToString())) is { } page ? TitlePage.Parser.ParseFrom(page.Body) : new();
        var token = identity.Person is { } person ? keyring.Find(title.Epoch)?.TokenOf(unit, person) : null;
        var isOwner = title.Status == TitleStatus.Registered && title.Owners.Any(held => token is null
            ? identity.Person is null && held.Party.CreditCode == identity.Number
            : held.Party.Token.Span.SequenceEqual(token.Bytes.Span));
        if (!isOwner)
            input.Fault("owner", "授权人不是该单元的登记权利人", $"who authorises is no registered owner of {unit}", "a registered owner");
    }
}
