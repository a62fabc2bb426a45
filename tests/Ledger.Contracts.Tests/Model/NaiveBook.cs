using Google.Protobuf;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>
/// The book as a clerk without any rules would keep it in pencil, from the accepted events alone: who owns what, what lies on it, what
/// is owed and paid. It uses none of the contract's code, and says so when an event was accepted that such a book can't hold.
/// </summary>
internal sealed partial class NaiveBook
{
    /// <summary>Every unit that an event named.</summary>
    public SortedDictionary<string, NaiveUnit> Units { get; } = new(StringComparer.Ordinal);

    /// <summary>Contracts and instruments.</summary>
    public SortedDictionary<string, NaiveBasis> Bases { get; } = new(StringComparer.Ordinal);

    /// <summary>Mortgages.</summary>
    public SortedDictionary<string, NaiveMortgage> Mortgages { get; } = new(StringComparer.Ordinal);

    /// <summary>Supervised money.</summary>
    public SortedDictionary<string, NaiveFund> Funds { get; } = new(StringComparer.Ordinal);

    /// <summary>Numbers that may be used once, each kind with its own.</summary>
    private readonly HashSet<(string Kind, string Number)> used = [];

    // Of the event that is being applied.
    private ulong envelopeMs;
    private Act act = new();

    /// <summary>Who a party is, on its unit.</summary>
    public static string KeyOf(Party party) => party.CreditCode.Length > 0 ? party.CreditCode : Convert.ToHexString(party.Token.Span);

    /// <summary>Who parties are.</summary>
    public static SortedSet<string> KeysOf(IEnumerable<Party> parties) => new(parties.Select(KeyOf), StringComparer.Ordinal);

    /// <summary>A mortgage's name.</summary>
    public static string NameOf(MortgageId id) => $"{(id.Mortgagee.Length > 0 ? id.Mortgagee : Convert.ToHexString(id.Token.Span))}/{id.ContractNumber}";

    /// <summary>A certificate's name.</summary>
    public static string NameOf(CertificateId id) => id.Number.Length > 0 ? id.Number : Convert.ToHexString(id.LegacyHash.Span);

    /// <summary>Who a party of several units is.</summary>
    public static string KeyOf(PartyAcrossUnits party)
        => party.CreditCode.Length > 0 ? party.CreditCode : string.Join('.', party.Tokens.Select(static token => Convert.ToHexString(token.Span)));

    /// <summary>The party as one of the units sees it.</summary>
    public static string KeyOf(PartyAcrossUnits party, int unit)
        => party.CreditCode.Length > 0 ? party.CreditCode : Convert.ToHexString(party.Tokens[unit].Span);

    /// <summary>A unit; a new one where none was named before.</summary>
    public NaiveUnit Unit(string code)
    {
        if (!Units.TryGetValue(code, out var unit))
            Units.Add(code, unit = new(code));
        return unit;
    }

    /// <summary>The contract or instrument that has a unit under deal; null for none.</summary>
    public NaiveBasis? DealOn(string unit)
    {
        NaiveBasis? found = null;
        foreach (var basis in Bases.Values)
        {
            if (basis is not { IsAlive: true, TakesDeal: true } || !basis.Units.Contains(unit))
                continue;
            BrokenInvariantException.Unless(found is null, 3, $"{found?.Number} and {basis.Number} both have {unit} under deal");
            found = basis;
        }

        return found;
    }

    /// <summary>Writes down an accepted event.</summary>
    /// <param name="e">The event.</param>
    /// <param name="timeMs">Time of its envelope.</param>
    public void Apply(IMessage e, ulong timeMs)
    {
        (envelopeMs, act) = (timeMs, (Act)e.Descriptor.FindFieldByNumber(1).Accessor.GetValue(e));
        NoteNumbers(e);
        switch (e)
        {
            case FirstRegistered first:
                Open(first.Opening, first.Recording.RecordingDate);
                if (first.Instrument.Length > 0)
                    End(first.Instrument, []);
                break;
            case MigratedOpened migrated:
                Open(migrated);
                break;
            case ProjectFirstRegistered project:
                Open(project);
                break;
            case BookCompleted completed:
                Unit(completed.UnitCode).Since[completed.Kind] = completed.Since;
                break;
            default:
                if (!ApplyToDeals(e) && !ApplyToTitles(e) && !ApplyToMortgages(e))
                    ApplyToRights(e);
                break;
        }
    }

    /// <summary>The working day on or after a day, by the calendars of events.md 8.</summary>
    public static Day WorkingDayFrom(Day day)
    {
        while (!IsWorkingDay(day))
            day = day.AddDays(1);
        return day;
    }

    private static bool IsWorkingDay(Day day)
    {
        var monthDay = (day.Month * 100) + day.DayOfMonth;
        var (off, work) = day.Year switch
        {
            2026 => (Off2026, Work2026),
            2021 => (Off2021, Work2021),
            _ => ([], Array.Empty<int>()),
        };
        if (work.Contains(monthDay))
            return true;
        for (var i = 0; i + 1 < off.Length; i += 2)
        {
            if (monthDay >= off[i] && monthDay <= off[i + 1])
                return false;
        }

        return new DateTime(day.Year, day.Month, day.DayOfMonth).DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);
    }

    private static readonly int[] Off2026 = [101, 103, 215, 223, 404, 406, 501, 505, 619, 621, 925, 927, 1001, 1007];

    private static readonly int[] Work2026 = [104, 214, 228, 509, 920, 1010];

    private static readonly int[] Off2021 = [101, 103, 211, 217, 403, 405, 501, 505, 612, 614, 919, 921, 1001, 1007];

    private static readonly int[] Work2021 = [207, 220, 425, 508, 918, 926, 1009];

    private void Use(string kind, string number)
        => BrokenInvariantException.Unless(used.Add((kind, number)), 7, $"{kind} {number} is used by two acts");

    private void NoteNumbers(IMessage e)
    {
        switch (e)
        {
            case ApplicationAccepted application:
                if (application.Part == 1)
                    Use("acceptance", application.AcceptanceNumber);
                foreach (var flow in application.Flows)
                    Use("business number of a case", flow.BusinessNumber);
                return;
            case ContractFiled filed:
                Use("filing", filed.FilingNumber);
                return;
            case ExceptionApproved exception:
                Use("exception", exception.Number);
                return;
            case TaxPaid paid:
                foreach (var ticket in paid.Tickets)
                {
                    foreach (var line in ticket.Lines)
                        Use("ticket line", $"{ticket.Number} {line.Tax} {line.Side} {line.UnitCode}");
                }

                return;
        }

        foreach (var exception in act.Exceptions)
            Use("use of exception", exception.Number);
        if (e.Descriptor.FindFieldByNumber(2)?.Name == "recording")
            NoteBusiness(e);
    }

    private void NoteBusiness(IMessage message)
    {
        foreach (var field in message.Descriptor.Fields.InFieldNumberOrder())
        {
            var value = field.Accessor.GetValue(message);
            if (field.Name == "business_number" && value is string { Length: > 0 } number)
                Use("business number", number);
            else if (value is IMessage inner && inner is not Act and not Recording)
                NoteBusiness(inner);
            else if (field.IsRepeated && value is System.Collections.IList { Count: > 0 } list && list[0] is IMessage)
                list.Cast<IMessage>().ToList().ForEach(NoteBusiness);
        }
    }
}
