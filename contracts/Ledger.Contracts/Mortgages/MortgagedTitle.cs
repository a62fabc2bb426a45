using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// The title that a mortgage will lie on: the registered one as a rule; what a filed contract is about to make of it, so that its
/// buyers mortgage before the transfer; the land's while the building is under construction.
/// </summary>
internal static class MortgagedTitle
{
    /// <summary>Finds it for one unit.</summary>
    /// <param name="book">The state.</param>
    /// <param name="kind">What is mortgaged.</param>
    /// <param name="pages">The unit's pages.</param>
    /// <param name="paysFor">Contract that the loan pays for; null for none.</param>
    /// <param name="notice">Proof of the buyers' advance notice; null for none.</param>
    public static PageView<TitlePage> Of(Book book, MortgageObject kind, UnitPages pages, PageView<ContractPage>? paysFor, CertificateId? notice)
    {
        var contract = NoticeOf(pages, notice, book.TimeMs) is { Basis.Length: > 0 } row ? book.Contract(row.Basis) : paysFor;
        if (contract?.Body is { } page && (page.State == ContractState.Filed || (page.State == ContractState.Signed && !book.City.FilingRequired)))
            return AfterSale(pages, contract) ?? pages.Title;
        return kind == MortgageObject.Construction && pages.LiveTitle is null && pages.Parcels is [var parcel, ..]
            ? book.Title(parcel.Body?.UnitCode ?? parcel.Key["enc/".Length..])
            : pages.Title;
    }

    /// <summary>A buyers' notice on the unit's page that counts.</summary>
    private static AdvanceNoticeRow? NoticeOf(UnitPages pages, CertificateId? proof, ulong timeMs)
        => proof is null
            ? null
            : pages.Encumbrances.Body?.Notices.FirstOrDefault(row => row.Proof.Equals(proof) && row.Span().CountsAt(timeMs)
                && row.Kind is AdvanceNoticeKind.Presale or AdvanceNoticeKind.OtherSale);

    private static PageView<TitlePage>? AfterSale(UnitPages pages, PageView<ContractPage> contract)
    {
        var page = contract.Body!;
        var index = page.Units.Select(static unit => unit.UnitCode).ToList().IndexOf(pages.Code);
        if (index < 0)
            return null;
        if (pages.LiveTitle is not { } before)
            return new(contract.Key, NewTitle(page, index), contract.Entry);
        if (!SaleOutcome.TryCompute(before, page, index, out var outcome))
            return null;
        var after = before.Clone();
        after.CoOwnership = outcome.CoOwnership;
        after.Owners.Clear();
        after.Owners.AddRange(outcome.Owners(outcome.Buyers, [.. outcome.Reissued.Select(static party => new Reissue { Party = party })]));
        return new(contract.Key, after, contract.Entry);
    }

    private static TitlePage NewTitle(ContractPage contract, int index)
    {
        var unit = contract.Units[index];
        var title = new TitlePage { UnitCode = unit.UnitCode, Status = TitleStatus.Registered, CoOwnership = unit.BuyerCoOwnership, Epoch = unit.Epoch };
        title.Owners.AddRange(Part.Of(unit.Buyers, contract.Buyers, index)
            .Select(static part => new Holder { Party = part.Party, Share = part.Share?.ToMessage(), Group = part.Group })
            .Order(Comparer<Holder>.Create(PartyOrder.Compare)));
        return title;
    }
}
