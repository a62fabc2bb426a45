using System.Collections;
using Google.Protobuf;
using Google.Protobuf.Collections;
using Google.Protobuf.Reflection;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// Rewrites pages that name a party which stands under another token or code from now on. What a page keeps sorted by party is
/// sorted again, and what refers to a party by its place follows it.
/// </summary>
internal static class RenewedParties
{
    /// <summary>Whether anything in a page names a party, as one unit sees it.</summary>
    public static bool Names(IMessage page, Party party)
    {
        foreach (var field in page.Descriptor.Fields.InFieldNumberOrder())
        {
            if (field.FieldType != FieldType.Message)
                continue;
            foreach (var item in Messages(field, page))
            {
                var named = item switch
                {
                    Party one => one.Equals(party),
                    PartyAcrossUnits across => IsSeenAs(across, party),
                    _ => Names(item, party),
                };
                if (named)
                    return true;
            }
        }

        return false;
    }

    /// <summary>The parties that a page of one unit names, as often as it does.</summary>
    public static IEnumerable<Party> In(IMessage page)
        => page.Descriptor.Fields.InFieldNumberOrder()
            .Where(static field => field.FieldType == FieldType.Message)
            .SelectMany(field => Messages(field, page))
            .SelectMany(static item => item is Party party ? [party] : In(item));

    /// <summary>Renews the parties of a page of one unit.</summary>
    public static void InUnit(IMessage page, Func<Party, Party> renew)
    {
        foreach (var field in page.Descriptor.Fields.InFieldNumberOrder())
        {
            if (field.FieldType != FieldType.Message)
                continue;
            if (!field.IsRepeated)
            {
                if (field.Accessor.GetValue(page) is Party party)
                    field.Accessor.SetValue(page, renew(party));
                else if (field.Accessor.GetValue(page) is IMessage inner)
                    InUnit(inner, renew);
                continue;
            }

            var list = (IList)field.Accessor.GetValue(page);
            for (var i = 0; i < list.Count; i++)
            {
                if (list[i] is Party party)
                    list[i] = renew(party);
                else
                    InUnit((IMessage)list[i]!, renew);
            }

            if (list is RepeatedField<Party> parties)
                Sort(parties, PartyOrder.Compare);
            else if (list is RepeatedField<Holder> holders)
                Sort(holders, PartyOrder.Compare);
        }
    }

    /// <summary>Renews the parties of a contract.</summary>
    public static void In(ContractPage page, Func<PartyAcrossUnits, PartyAcrossUnits> renew)
    {
        var (sellers, buyers) = (Renew(page.Sellers, renew), Renew(page.Buyers, renew));
        Follow(page.Units, sellers, buyers);
    }

    /// <summary>Renews the parties of an instrument.</summary>
    public static void In(InstrumentPage page, Func<PartyAcrossUnits, PartyAcrossUnits> renew)
    {
        var (givers, takers) = (Renew(page.Givers, renew), Renew(page.Takers, renew));
        Follow(page.Units, givers, takers);
    }

    /// <summary>Renews the taxpayers of a contract or instrument.</summary>
    public static void In(TaxPage page, Func<PartyAcrossUnits, PartyAcrossUnits> renew)
    {
        Across(page, renew);
        Sort(page.Lines, static (a, b) => PartyOrder.Compare(a.Line, b.Line));
        foreach (var unit in page.DeclaredUnits)
            Sort(unit.Held, static (a, b) => PartyOrder.Compare(a.Party, b.Party));
    }

    /// <summary>Renews the parties of a mortgage.</summary>
    public static void In(MortgagePage page, Func<PartyAcrossUnits, PartyAcrossUnits> renew)
    {
        var before = page.Mortgagors.Concat(page.Debtors).Concat(page.Agreements.SelectMany(static agreement => agreement.Mortgagors)).Distinct().ToList();
        for (var i = 0; i < page.Units.Count; i++)
            Holders(page.Units[i], i, before, renew);
        foreach (var agreement in page.Agreements)
        {
            for (var i = 0; i < agreement.Units.Count; i++)
                Holders(agreement.Units[i], i, before, renew);
            Follow(agreement.Units, Renew(agreement.Mortgagors, renew));
        }

        var places = Renew(page.Mortgagors, renew);
        Follow(page.Units, places);
        var absent = page.MortgagorsNotSigning.Select(place => (uint)places[(int)place]).Order().ToList();
        page.MortgagorsNotSigning.Clear();
        page.MortgagorsNotSigning.AddRange(absent);
        Renew(page.Debtors, renew);
    }

    private static bool IsSeenAs(PartyAcrossUnits across, Party party)
        => across.Kind == party.Kind && across.IdentityClass == party.IdentityClass
            && (party.CreditCode.Length > 0 ? across.CreditCode == party.CreditCode : across.Tokens.Contains(party.Token));

    private static IEnumerable<IMessage> Messages(FieldDescriptor field, IMessage page)
        => field.IsRepeated ? ((IList)field.Accessor.GetValue(page)).Cast<IMessage>() : field.Accessor.GetValue(page) is IMessage one ? [one] : [];

    // Wherever they stand, in no order by party.
    private static void Across(IMessage page, Func<PartyAcrossUnits, PartyAcrossUnits> renew)
    {
        foreach (var field in page.Descriptor.Fields.InFieldNumberOrder().Where(static field => field.FieldType == FieldType.Message))
        {
            if (!field.IsRepeated && field.Accessor.GetValue(page) is PartyAcrossUnits party)
            {
                field.Accessor.SetValue(page, renew(party));
                continue;
            }

            foreach (var inner in Messages(field, page))
                Across(inner, renew);
        }
    }

    // Where each stands afterwards, by its place before.
    internal static int[] Renew(RepeatedField<PartyAcrossUnits> parties, Func<PartyAcrossUnits, PartyAcrossUnits> renew)
    {
        var renewed = parties.Select((party, place) => (Party: renew(party), Place: place)).ToList();
        renewed.Sort(static (a, b) => PartyOrder.Compare(a.Party, b.Party));
        var places = new int[parties.Count];
        for (var i = 0; i < renewed.Count; i++)
        {
            places[renewed[i].Place] = i;
            parties[i] = renewed[i].Party;
        }

        return places;
    }

    private static void Follow(RepeatedField<ContractUnit> units, int[] givers, int[] takers)
    {
        foreach (var unit in units)
        {
            Follow(unit.Sellers, givers);
            Follow(unit.Buyers, takers);
        }
    }

    private static void Follow(RepeatedField<Stake> stakes, int[] places)
    {
        foreach (var stake in stakes)
            stake.Party = (uint)places[(int)stake.Party];
        Sort(stakes, static (a, b) => a.Party != b.Party ? a.Party.CompareTo(b.Party) : a.Group.CompareTo(b.Group));
    }

    internal static void Follow(RepeatedField<MortgageUnit> units, int[] places)
    {
        foreach (var unit in units)
        {
            foreach (var stake in unit.Mortgagors)
                stake.Mortgagor = (uint)places[(int)stake.Mortgagor];
            Sort(unit.Mortgagors, static (a, b) => a.Mortgagor != b.Mortgagor ? a.Mortgagor.CompareTo(b.Mortgagor) : a.Group.CompareTo(b.Group));
        }
    }

    // A holding is named as the unit sees its owners.
    private static void Holders(MortgageUnit unit, int place, List<PartyAcrossUnits> before, Func<PartyAcrossUnits, PartyAcrossUnits> renew)
    {
        for (var i = 0; i < unit.Holding.Count; i++)
        {
            var holder = unit.Holding[i];
            var known = before.Find(party => (party.CreditCode.Length > 0 || place < party.Tokens.Count) && party.At(place).Equals(holder));
            if (known is not null)
                unit.Holding[i] = renew(known).At(place);
        }

        Sort(unit.Holding, PartyOrder.Compare);
    }

    private static void Sort<T>(RepeatedField<T> items, Comparison<T> order)
    {
        List<T> sorted = [.. items.Order(Comparer<T>.Create(order))];
        items.Clear();
        items.AddRange(sorted);
    }
}
