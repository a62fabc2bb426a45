using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>The owners of a unit who go on under another name or document: who they may be, and the pages that are rewritten.</summary>
internal static class RenewedOwners
{
    /// <summary>The old parties own the unit, the new ones do not yet, and a person stays a person (STATE).</summary>
    public static void Check(Judgement judgement, IReadOnlyList<PartyRenewal> parties, string path, TitlePage title, PageView<TitlePage> view)
    {
        var owners = title.Owners.Select(static owner => owner.Party).ToHashSet();
        for (var i = 0; i < parties.Count; i++)
        {
            var party = parties[i];
            if (!owners.Contains(party.Old))
            {
                Fail(judgement, view, owners, $"{path}[{i}].old", party.Old, new("该当事人不是本单元的权利人", "the party is no owner of the unit"));
            }
            else if (party.Old.Kind != party.Renewed.Kind)
            {
                Fail(judgement, view, owners, $"{path}[{i}].renewed", party.Renewed,
                    new("自然人与组织不能互相变更", "a person does not become an organisation, nor the other way round"));
            }
            else if (!party.Old.Equals(party.Renewed) && (owners.Contains(party.Renewed) || parties.Count(other => other.Renewed.Equals(party.Renewed)) > 1))
            {
                Fail(judgement, view, owners, $"{path}[{i}].renewed", party.Renewed, new("新编码已是另一权利人", "the new party is another owner already"));
            }
        }
    }

    /// <summary>Writes title, encumbrances and documents with the renewed parties.</summary>
    public static void Write(Book book, UnitPages unit, TitlePage title, IReadOnlyList<PartyRenewal> parties, IReadOnlyList<RenewedDocument> documents)
    {
        Party Renew(Party party) => parties.FirstOrDefault(renewal => renewal.Old.Equals(party))?.Renewed ?? party;
        RenewedParties.InUnit(title, Renew);
        book.Write(unit.Title.Key, title);
        if (unit.Encumbrances.Body?.Clone() is { } encumbrances)
        {
            RenewedParties.InUnit(encumbrances, Renew);
            book.Write(unit.Encumbrances.Key, encumbrances);
            ObjectionPages.Follow(book, encumbrances);
        }

        foreach (var document in documents.Where(static document => document.Stated is not null))
            document.Write(book, party => document.Stated!.FirstOrDefault(renewal => renewal.Old.Equals(party))?.Renewed ?? party, static _ => { });
    }

    private static void Fail(Judgement judgement, PageView<TitlePage> view, IReadOnlyCollection<Party> owners, string path, Party seen, Wording what)
        => judgement.Fail(
            Judgement.State,
            what,
            new("请核对变更的权利人；不同主体之间请办理转移登记", "check the owner that changes; between different parties it is a transfer"),
            Labels.InEvent(new("当事人", "party"), Labels.Party(seen), path),
            view.Says(new("登记簿记载的权利人", "owners in the book"), Labels.Parties(owners)));
}
