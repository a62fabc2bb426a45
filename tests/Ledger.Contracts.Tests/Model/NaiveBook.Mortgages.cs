using Google.Protobuf;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <content>Mortgages and their ranks.</content>
internal sealed partial class NaiveBook
{
    private bool ApplyToMortgages(IMessage e)
    {
        switch (e)
        {
            case MortgageContractSigned signed:
                var contract = AddMortgage(signed.Mortgage, signed.Terms);
                foreach (var unit in signed.Units)
                    contract.Units[Unit(unit.UnitCode).Code] = KeysOf(unit.Holding);
                break;
            case MortgageContractWithdrawn withdrawn:
                Mortgages[NameOf(withdrawn.Mortgage)].State = MortgageState.Withdrawn;
                break;
            case MortgageRegistered registered:
                Register(registered);
                break;
            case ReleaseInstructed { Units.Count: 0 } released:
                Mortgages[NameOf(released.Mortgage)].State = MortgageState.ReleaseInstructed;
                break;
            case ReleaseInstructed released:
                Mortgages[NameOf(released.Mortgage)].Released.UnionWith(released.Units);
                break;
            case ReleaseWithdrawn { Units.Count: > 0 } withdrawn:
                Mortgages[NameOf(withdrawn.Mortgage)].Released.ExceptWith(withdrawn.Units);
                break;
            case ReleaseWithdrawn withdrawn:
                Mortgages[NameOf(withdrawn.Mortgage)].State = MortgageState.Registered;
                break;
            case MortgageCancelled cancelled:
                Cancel(cancelled);
                break;
            case MortgageChanged changed:
                Change(changed);
                break;
            case MortgageRanksChanged ranks:
                Reorder(ranks);
                break;
            case MortgageTransferred transferred:
                Assign(transferred);
                break;
            case MortgageConverted converted:
                foreach (var unit in converted.Excluded)
                    Leave(Mortgages[NameOf(converted.Mortgage)], unit.UnitCode);
                break;
            default:
                return false;
        }

        return true;
    }

    private NaiveMortgage AddMortgage(MortgageId id, MortgageTerms terms)
    {
        var mortgage = new NaiveMortgage(NameOf(id)) { State = MortgageState.Signed, Terms = terms };
        BrokenInvariantException.Unless(Mortgages.TryAdd(mortgage.Name, mortgage), 4, $"{mortgage.Name} is signed twice");
        return mortgage;
    }

    private void Register(MortgageRegistered e)
    {
        var mortgage = e.Ground == RegistrationGround.LedgerContract ? Mortgages[NameOf(e.Mortgage)] : AddMortgage(e.Mortgage, e.Terms);
        BrokenInvariantException.Unless(mortgage.State == MortgageState.Signed, 4, $"{mortgage.Name} is registered though {mortgage.State}");
        (mortgage.State, mortgage.Terms) = (MortgageState.Registered, e.Terms);
        foreach (var recorded in e.Units)
        {
            var unit = Unit(recorded.UnitCode);
            var holding = KeysOf(recorded.Holding);
            var notice = recorded.Converts is not { } proof ? null
                : unit.Rights.First(right => right is { Kind: EncumbranceKind.AdvanceNotice, Ended: null } && right.Name == NameOf(proof));
            if (unit.Status == NaiveStatus.Registered)
                CheckFree(unit, e.Recording, holding.Count > 0 ? holding : [.. unit.Owners], [], [], notice?.RecordingMs ?? 0);
            if (notice is not null)
                notice.Ended = Facts.Day.FromNumber(e.Recording.RecordingDate);
            mortgage.Units[unit.Code] = holding;
            Join(unit, new(mortgage)
            {
                Holding = holding,
                RecordingMs = notice is not null && notice.Obligors.IsSubsetOf(unit.Owners) ? notice.RecordingMs : e.Recording.RecordingMs,
            });
        }
    }

    // Behind all that were recorded before it.
    private static void Join(NaiveUnit unit, NaiveLien lien)
    {
        var place = unit.Liens.FindLastIndex(known => known.RecordingMs <= lien.RecordingMs);
        unit.Liens.Insert(place + 1, lien);
        Rank(unit);
    }

    // One by one: behind those before it that lie on a share of the same holders.
    private static void Rank(NaiveUnit unit)
    {
        for (var i = 0; i < unit.Liens.Count; i++)
        {
            var lien = unit.Liens[i];
            lien.Rank = unit.Liens.Take(i).Where(before => Meet(before, lien)).Select(before => before.Rank).DefaultIfEmpty(0u).Max() + 1;
        }
    }

    private static bool Meet(NaiveLien one, NaiveLien other) => one.Holding.Count == 0 || other.Holding.Count == 0 || one.Holding.Overlaps(other.Holding);

    private void Leave(NaiveMortgage mortgage, string code)
    {
        var unit = Unit(code);
        unit.Liens.RemoveAll(lien => lien.Mortgage == mortgage);
        mortgage.Units.Remove(code);
        Rank(unit);
    }

    private void Cancel(MortgageCancelled e)
    {
        var mortgage = Mortgages[NameOf(e.Mortgage)];
        BrokenInvariantException.Unless(mortgage.IsLive, 4, $"{mortgage.Name} is cancelled though {mortgage.State}");
        mortgage.State = MortgageState.Cancelled;
        foreach (var unit in e.Units)
        {
            Unit(unit.UnitCode).Liens.RemoveAll(lien => lien.Mortgage == mortgage);
            Rank(Unit(unit.UnitCode));
        }
    }

    private void Change(MortgageChanged e)
    {
        var mortgage = Mortgages[NameOf(e.Mortgage)];
        BrokenInvariantException.Unless(mortgage.IsLive, 4, $"{mortgage.Name} is changed though {mortgage.State}");
        switch (e.What)
        {
            case MortgageChangeKind.UnitsOut:
                foreach (var unit in e.Units)
                    Leave(mortgage, unit.UnitCode);
                break;
            case MortgageChangeKind.UnitsIn:
                foreach (var unit in e.Units)
                {
                    var holding = KeysOf(unit.Holding);
                    mortgage.Units[unit.UnitCode] = holding;
                    Join(Unit(unit.UnitCode), new(mortgage) { Holding = holding, RecordingMs = e.Recording.RecordingMs });
                }

                break;
            case MortgageChangeKind.Mortgagor:
                break;
            default:
                mortgage.Terms = e.Terms;
                break;
        }
    }

    private void Reorder(MortgageRanksChanged e)
    {
        var unit = Unit(e.UnitCode);
        var order = e.Order.Select(NameOf).ToList();
        var places = unit.Liens.Select((lien, place) => (lien, place)).Where(pair => order.Contains(pair.lien.Mortgage.Name))
            .Select(pair => pair.place).ToList();
        BrokenInvariantException.Unless(places.Count == order.Count, 4, $"{unit.Code}: ranks of {order.Count} mortgages are changed, {places.Count} lie on it");
        var liens = order.ConvertAll(name => unit.Liens.First(lien => lien.Mortgage.Name == name));
        for (var i = 0; i < places.Count; i++)
            unit.Liens[places[i]] = liens[i];
        Rank(unit);
    }

    private void Assign(MortgageTransferred e)
    {
        var old = Mortgages[NameOf(e.Mortgage)];
        BrokenInvariantException.Unless(old.IsLive, 4, $"{old.Name} is assigned though {old.State}");
        var assigned = AddMortgage(e.Assignee, old.Terms);
        (assigned.State, old.State) = (MortgageState.Registered, MortgageState.Transferred);
        foreach (var (code, holding) in old.Units)
        {
            assigned.Units[code] = holding;
            var unit = Unit(code);
            var place = unit.Liens.FindIndex(lien => lien.Mortgage == old);
            if (place >= 0)
                unit.Liens[place] = unit.Liens[place] with { Mortgage = assigned };
        }
    }
}
