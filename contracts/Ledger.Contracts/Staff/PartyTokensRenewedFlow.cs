using Google.Protobuf;
using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>当事人编码更新: the persons of a unit get the tokens of a new epoch of the consortium's key; nothing else changes.</summary>
internal sealed class PartyTokensRenewedFlow()
    : Flow<PartyTokensRenewed, TokenRenewalCase>(DepartmentNames.Registration, new("当事人编码更新", "renewal of a unit's tokens"))
{
    /// <inheritdoc/>
    protected override void CheckShape(Shape shape, PartyTokensRenewed e)
    {
        shape.Unit(e.UnitCode, "unit_code");
        if (e.Epoch == 0)
            shape.Fault(Shape.C69, "epoch", e.Epoch, new("编码期", "an epoch of the key"));
        OwnerDetailsShape.Parties(shape, e.Parties, "parties", mayBeEmpty: false);
        if (shape.IsSound)
            CheckTokens(shape, e);
        for (var i = 0; i < e.Bases.Count; i++)
        {
            if (!OfficeNumber.TryParse(e.Bases[i], shape.City.Grammar, out _, out _))
                shape.Identifier<ContractNumber>(e.Bases[i], $"bases[{i}]");
        }

        shape.Sorted(e.Bases, string.CompareOrdinal, "bases", mayBeEmpty: true);
        var sound = true;
        for (var i = 0; i < e.Mortgages.Count; i++)
            sound &= shape.Mortgage(e.Mortgages[i], $"mortgages[{i}]");
        if (sound)
            shape.Sorted(e.Mortgages, PartyOrder.Compare, "mortgages", mayBeEmpty: true);
    }

    /// <inheritdoc/>
    protected override TokenRenewalCase Load(PartyTokensRenewed e, Book book) => TokenRenewalCase.Load(e, book);

    /// <inheritdoc/>
    protected override void Judge(Judgement judgement, TokenRenewalCase loaded, Signer signer)
    {
        CaseStaff.CheckDuty(judgement, loaded.Operator, "act.operator", StaffDuty.Accept, StaffDuty.Record);
        if (loaded.Epoch is not { } epoch || epoch >= loaded.Event.Epoch)
        {
            judgement.Fail(
                Judgement.State,
                new("新编码期不在该单元现行编码期之后", "the new epoch does not follow the unit's present one"),
                new("请核对编码期", "check the epoch"),
                Labels.InEvent(new("新编码期", "new epoch"), loaded.Event.Epoch, "epoch"),
                loaded.Unit.Title.Says(new("现行编码期", "present epoch"), loaded.Epoch));
        }

        EveryTokenRenewed.Check(judgement, loaded);
    }

    /// <inheritdoc/>
    protected override void Write(Book book, TokenRenewalCase loaded)
    {
        var (e, unit) = (loaded.Event, loaded.Unit);
        if (unit.Title.Body?.Clone() is { } title)
        {
            RenewedParties.InUnit(title, loaded.Renew);
            title.Epoch = e.Epoch;
            book.Write(unit.Title.Key, title);
        }

        if (unit.Encumbrances.Body?.Clone() is { } encumbrances)
        {
            RenewedParties.InUnit(encumbrances, loaded.Renew);
            encumbrances.Epoch = e.Epoch;
            book.Write(unit.Encumbrances.Key, encumbrances);
            ObjectionPages.Follow(book, encumbrances);
        }

        if (unit.Deal.Body?.Clone() is { } deal)
        {
            deal.Epoch = e.Epoch;
            book.Write(unit.Deal.Key, deal);
        }

        foreach (var document in loaded.Documents.Where(static document => document.Stated is not null))
            document.Write(book, loaded.Renew, page => Date(page, e));
        foreach (var view in loaded.Cases)
        {
            if (view.Body?.Clone() is not { } page)
                continue;
            foreach (var row in page.Applicants.Where(row => row.UnitCode == e.UnitCode))
                RenewedParties.InUnit(row, loaded.Renew);
            book.Write(view.Key, page);
        }
    }

    // A person stays the same person of the same document: only the token is another.
    private static void CheckTokens(Shape shape, PartyTokensRenewed e)
    {
        for (var i = 0; i < e.Parties.Count; i++)
        {
            var (old, renewed) = (e.Parties[i].Old, e.Parties[i].Renewed);
            var same = (old.Kind, old.IdentityClass) == (renewed.Kind, renewed.IdentityClass);
            if (!same || old.Token.IsEmpty || renewed.Token.IsEmpty || old.Token == renewed.Token)
                shape.Fault(Shape.C69, $"parties[{i}].renewed", Labels.Party(renewed), new("同一当事人的新编码", "another token of the same party"));

            // Another key makes no token that is there already: nobody takes the place of another party.
            if (e.Parties.Any(other => other.Old.Token == renewed.Token) || e.Parties.Count(other => other.Renewed.Token == renewed.Token) > 1)
                shape.Fault(Shape.C69, $"parties[{i}].renewed", Labels.Party(renewed), new("与其他当事人不同的编码", "a token that no other party has"));
        }
    }

    private static void Date(IMessage page, PartyTokensRenewed e)
    {
        foreach (var unit in page switch
        {
            ContractPage contract => contract.Units,
            InstrumentPage instrument => instrument.Units,
            _ => [],
        })
        {
            if (unit.UnitCode == e.UnitCode)
                unit.Epoch = e.Epoch;
        }

        foreach (var unit in (page as MortgagePage)?.Units.Where(unit => unit.UnitCode == e.UnitCode) ?? [])
            unit.Epoch = e.Epoch;
    }
}
