using Google.Protobuf;
using Google.Protobuf.Collections;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <content>Openings, transfers and changes of titles.</content>
internal sealed partial class NaiveBook
{
    private static List<NaiveHolding> HoldingsOf(CoOwnership kind, RepeatedField<Holder> owners) => kind switch
    {
        CoOwnership.Shares => [.. owners.Select(owner => new NaiveHolding(Ratio.Of(owner.Share, Ratio.Zero), KeysOf([owner.Party])))],
        CoOwnership.Groups => [.. owners.GroupBy(owner => owner.Group)
            .Select(group => new NaiveHolding(Ratio.Of(group.First().Share, Ratio.Zero), KeysOf(group.Select(owner => owner.Party))))],
        _ => owners.Count == 0 ? [] : [new(Ratio.One, KeysOf(owners.Select(owner => owner.Party)))],
    };

    private NaiveUnit Open(Opening opening, uint since)
    {
        var unit = Unit(opening.UnitCode);
        BrokenInvariantException.Unless(unit.Status == NaiveStatus.Unopened, 1, $"{unit.Code} is opened though {unit.Status}");
        unit.Status = NaiveStatus.Registered;
        unit.Area = opening.Area;
        unit.Holdings = HoldingsOf(opening.CoOwnership, opening.Owners);
        unit.Since.Clear();
        foreach (var kind in Enum.GetValues<EncumbranceKind>().Where(kind => kind != EncumbranceKind.Unspecified))
            unit.Since[kind] = since;
        foreach (var notice in unit.Rights.Where(right => right is { Kind: EncumbranceKind.AdvanceNotice, Ended: null, Lapses: null }))
            notice.Lapses = LapseOf(since);
        return unit;
    }

    private void Open(MigratedOpened e)
    {
        var unit = Open(e.Opening, e.MigrationDate);
        unit.Since.Clear();
        unit.Since[EncumbranceKind.Mortgage] = unit.Since[EncumbranceKind.Seizure] = e.MigrationDate;
        foreach (var since in e.Since)
            unit.Since[since.Kind] = since.Day;
    }

    private void Open(ProjectFirstRegistered e)
    {
        foreach (var row in e.Rows)
        {
            var opening = new Opening { UnitCode = row.UnitCode, Area = row.Area };
            if (row.Certificate is not null)
                opening.Owners.Add(new Holder { Party = e.Owner, Certificate = row.Certificate });
            Open(opening, e.Recording.RecordingDate);
        }
    }

    private bool ApplyToTitles(IMessage e)
    {
        switch (e)
        {
            case TransferRecorded transfer:
                foreach (var unit in transfer.Units)
                {
                    Transfer(transfer.Recording, unit, ends: []);
                    Fall(Unit(unit.UnitCode), transfer.Recording);
                }

                End(transfer.ContractNumber, transfer.Units);
                break;
            case CourtTransferRecorded transfer:
                foreach (var unit in transfer.Units)
                    Transfer(transfer.Recording, unit, [.. transfer.SeizuresEnded]);
                End(transfer.Basis, transfer.Units);
                break;
            case CoOwnershipChanged change:
                Unit(change.UnitCode).Holdings = HoldingsOf(change.CoOwnership, change.Owners);
                break;
            case UnitDetailsChanged { Kind: UnitDetail.Area } change:
                Unit(change.UnitCode).Area = change.Area;
                break;
            case OwnerDetailsChanged change:
                Rename(Unit(change.UnitCode), change.Parties.ToDictionary(pair => KeyOf(pair.Old), pair => KeyOf(pair.Renewed)));
                break;
            case TitleCancelled cancelled:
                BrokenInvariantException.Unless(Unit(cancelled.UnitCode).Status == NaiveStatus.Registered, 1, $"{cancelled.UnitCode} ends twice");
                Unit(cancelled.UnitCode).Status = NaiveStatus.Ended;
                break;
            case UnitSplit split:
                Split(split);
                break;
            case UnitMerged merged:
                Merge(merged);
                break;
            case CorrectionRecorded { Result: CorrectionResult.Corrected } correction:
                foreach (var unit in correction.Units.Where(unit => unit.Title is not null))
                {
                    Unit(unit.UnitCode).Holdings = HoldingsOf(unit.Title.CoOwnership, unit.Title.Owners);
                    Unit(unit.UnitCode).Area = unit.Title.Area;
                }

                break;
            default:
                return false;
        }

        return true;
    }

    // What somebody gives leaves his holding; what somebody takes is a holding of its own, or grows the one he has.
    private void Transfer(Recording recording, UnitTransfer e, IReadOnlyCollection<string> ends)
    {
        var unit = Unit(e.UnitCode);
        BrokenInvariantException.Unless(unit.Status == NaiveStatus.Registered, 1, $"{unit.Code} is transferred though {unit.Status}");
        CheckFree(unit, recording, KeysOf(e.Sellers.Select(seller => seller.Party)), KeysOf(e.Buyers.Select(buyer => buyer.Party)), ends, 0);
        var given = Ratio.Zero;
        List<NaiveHolding> after = [];
        foreach (var holding in unit.Holdings)
        {
            // Who is in two groups gives that of the group which he names.
            var parts = e.Sellers.Where(seller => seller.Group == 0 ? holding.Members.Contains(KeyOf(seller.Party))
                : KeysOf(e.Sellers.Where(other => other.Group == seller.Group).Select(other => other.Party)).SetEquals(holding.Members)).ToList();
            var share = parts.Count == 0 ? Ratio.Zero : Ratio.Of(parts[0].Share, holding.Share);
            given += share;
            if (holding.Share - share is { Numerator.IsZero: false } left)
                after.Add(holding with { Share = left });
        }

        foreach (var taken in Taken(e, given))
        {
            var same = after.FindIndex(holding => holding.Members.SetEquals(taken.Members));
            if (same < 0)
                after.Add(taken);
            else
                after[same] = after[same] with { Share = after[same].Share + taken.Share };
        }

        unit.Holdings = after;
        Follow(unit, recording, e);
    }

    private static List<NaiveHolding> Taken(UnitTransfer e, Ratio given) => e.CoOwnership switch
    {
        CoOwnership.Shares or CoOwnership.Groups => HoldingsOf(e.CoOwnership, e.Buyers),
        _ => [new(given, KeysOf(e.Buyers.Select(buyer => buyer.Party)))],
    };

    private void End(string number, RepeatedField<UnitTransfer> units)
    {
        var basis = Bases[number];
        List<NaiveBasis> bases = basis.Pair.Length > 0 ? [basis, Bases[basis.Pair]] : [basis];
        foreach (var on in bases)
        {
            BrokenInvariantException.Unless(on.State is ContractState.Filed or ContractState.Signed, 6, $"{on.Number} is transferred by though {on.State}");
            on.State = ContractState.Registered;
            CheckTaxes(on);
        }

        foreach (var unit in units)
        {
            var on = bases.Find(known => known.Units.Contains(unit.UnitCode));
            BrokenInvariantException.Unless(on is not null, 6, $"{unit.UnitCode} is transferred without a basis that names it");
            var takers = KeysOf(unit.Buyers.Select(buyer => buyer.Party));
            BrokenInvariantException.Unless(takers.SetEquals(on!.Takers[unit.UnitCode]), 6, $"{unit.UnitCode} goes to others than {on.Number} says");
            Unit(unit.UnitCode).Basis = on.Number;
        }
    }

    // Everyone who takes owes deed tax and everyone who sells income tax or land appreciation tax; all of it is settled.
    private static void CheckTaxes(NaiveBasis basis)
    {
        foreach (var taker in basis.TakersAcross)
            Settled(TaxKind.Deed, TaxSide.Transferee, taker);
        foreach (var giver in basis.IsContract ? basis.GiversAcross : [])
            Settled(giver.Kind == PartyKind.Person ? TaxKind.Income : TaxKind.LandAppreciation, TaxSide.Transferor, giver);

        void Settled(TaxKind tax, TaxSide side, PartyAcrossUnits party)
        {
            var account = AccountOf(tax, side, party);
            var (owed, paid, refunded, assessed) = basis.Taxes?.Accounts.GetValueOrDefault(account) ?? default;
            BrokenInvariantException.Unless(
                assessed && paid - refunded == owed, 6, $"{basis.Number} is recorded with {account}: owed {owed}, paid {paid}, refunded {refunded}");
        }
    }

    private static void Rename(NaiveUnit unit, Dictionary<string, string> names)
    {
        unit.Holdings = [.. unit.Holdings.Select(holding => holding with { Members = Renamed(holding.Members) })];
        foreach (var lien in unit.Liens)
        {
            lien.Holding = Renamed(lien.Holding);
            if (lien.Mortgage.Units.ContainsKey(unit.Code))
                lien.Mortgage.Units[unit.Code] = lien.Holding;
        }

        unit.Seizures = [.. unit.Seizures.Select(row => row with { Debtors = Renamed(row.Debtors), Holders = Renamed(row.Holders) })];
        foreach (var right in unit.Rights)
            (right.Holders, right.Obligors) = (Renamed(right.Holders), Renamed(right.Obligors));

        SortedSet<string> Renamed(IEnumerable<string> members)
            => new(members.Select(member => names.GetValueOrDefault(member, member)), StringComparer.Ordinal);
    }

    private void Split(UnitSplit e)
    {
        var old = Unit(e.UnitCode);
        BrokenInvariantException.Unless(old.Status == NaiveStatus.Registered, 8, $"{old.Code} is split though {old.Status}");
        Conserve([old.Area], [.. e.Parts.Select(part => part.Area)]);
        old.Status = NaiveStatus.Superseded;
        for (var i = 0; i < e.Parts.Count; i++)
        {
            var place = i + 1;
            Carry([old], e.Parts[i], e.Parties.ToDictionary(party => KeyOf(party, 0), party => KeyOf(party, place)));
        }

        Leave([old], e.Parts.Select(part => part.UnitCode));
    }

    private void Merge(UnitMerged e)
    {
        List<NaiveUnit> old = [.. e.Units.Select(unit => Unit(unit.UnitCode))];
        BrokenInvariantException.Unless(
            old.TrueForAll(unit => unit.Status == NaiveStatus.Registered), 8, $"{e.Merged.UnitCode} is merged of units that are not live");
        Conserve([.. old.Select(unit => unit.Area)], [e.Merged.Area]);
        Dictionary<string, string> names = [];
        foreach (var party in e.Parties)
        {
            for (var i = 0; i < old.Count; i++)
                names[KeyOf(party, i)] = KeyOf(party, old.Count);
        }

        old.ForEach(unit => unit.Status = NaiveStatus.Superseded);
        Carry(old, e.Merged, names);
        var merged = Unit(e.Merged.UnitCode);
        merged.Liens = [.. merged.Liens.OrderBy(lien => e.Ranks.Select(NameOf).ToList().IndexOf(lien.Mortgage.Name))];
        Leave(old, [merged.Code]);
    }

    private static void Conserve(List<ulong> before, List<ulong> after)
    {
        var (was, made) = (before.Aggregate(0ul, (sum, area) => sum + area), after.Aggregate(0ul, (sum, area) => sum + area));
        BrokenInvariantException.Unless(
            (was > made ? was - made : made - was) <= 2 * (ulong)Math.Max(before.Count, after.Count), 8, $"{was} becomes {made} (0.01 m²)");
    }

    private void Carry(List<NaiveUnit> old, UnitPart part, Dictionary<string, string> names)
    {
        var unit = Unit(part.UnitCode);
        BrokenInvariantException.Unless(unit.Status == NaiveStatus.Unopened, 8, $"{unit.Code} is used again");
        unit.Status = NaiveStatus.Registered;
        unit.Area = part.Area;
        unit.Holdings = old[0].Holdings;
        foreach (var kind in old[0].Since.Keys.Where(kind => old.TrueForAll(one => one.Since.ContainsKey(kind))))
            unit.Since[kind] = old.Max(one => one.Since[kind]);
        foreach (var one in old)
        {
            one.Successors.Add(unit.Code);
            unit.Predecessors.Add(one.Code);
            unit.Seizures.AddRange(one.Seizures.Where(row => !unit.Seizures.Exists(known => (known.Document, known.Authority) == (row.Document, row.Authority)))
                .Select(row => row with { Renewals = [.. row.Renewals] }));
            // An easement of one of them on another has become part of the ownership.
            unit.Rights.AddRange(one.Rights
                .Where(right => !old.Exists(other => other.Code == right.Other))
                .Where(right => !unit.Rights.Exists(known => (known.Kind, known.Name, known.IsBenefit, known.Other)
                    == (right.Kind, right.Name, right.IsBenefit, right.Other)))
                .Select(right => right with { }));
            unit.Liens.AddRange(one.Liens
                .Where(lien => lien.Mortgage.GoesOn(one.Code) && !unit.Liens.Exists(known => known.Mortgage.Name == lien.Mortgage.Name))
                .Select(lien => lien with { }));
        }

        if (old.Count > 1)
            unit.Seizures = [.. unit.Seizures.OrderBy(row => row.DeliveryMs)];
        Rename(unit, names);
    }

    // The other side of an easement is towards each unit that came.
    private void Turn(List<NaiveUnit> old, IReadOnlyList<string> come)
    {
        var gone = old.Select(unit => unit.Code).ToHashSet();
        foreach (var unit in Units.Values.Where(unit => !gone.Contains(unit.Code) && unit.Rights.Exists(right => gone.Contains(right.Other))))
        {
            unit.Rights = [.. unit.Rights.SelectMany(right => gone.Contains(right.Other) ? come.Select(code => right with { Other = code }) : [right])
                .DistinctBy(right => (right.Kind, right.Name, right.IsBenefit, right.Other))];
        }
    }

    // What went on with the units that came is gone from those that went.
    private void Leave(List<NaiveUnit> old, IEnumerable<string> come)
    {
        foreach (var unit in come.Select(Unit))
        {
            foreach (var lien in unit.Liens)
                lien.Mortgage.Units[unit.Code] = lien.Holding;
            Rank(unit);
        }

        Turn(old, [.. come]);
        foreach (var unit in old)
        {
            foreach (var lien in unit.Liens.Where(lien => lien.Mortgage.GoesOn(unit.Code)))
                lien.Mortgage.Units.Remove(unit.Code);
            unit.Liens.RemoveAll(lien => lien.Mortgage.GoesOn(unit.Code));
        }
    }
}
