using System.Collections;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>An act that is almost right: one value of one event is another one.</summary>
internal static class Mutant
{
    /// <summary>The draft with one value changed.</summary>
    public static Draft Of(Draft draft, Lots lots, Town town)
    {
        if (lots.Chance(4))
            return draft with { Signer = lots.Of(Members.All), Taken = null };
        List<IMessage> events = [.. draft.Events.Select(static e => (IMessage)e.Descriptor.Parser.ParseFrom(e.ToByteString()))];
        if (events.Count > 1 && lots.Chance(8))
            events.RemoveAt(lots.Below(events.Count - 1));
        var e = events[lots.Chance(70) ? events.Count - 1 : lots.Below(events.Count)];
        List<Action> changes = [];
        Gather(e, changes, lots, town);
        if (changes.Count > 0)
            lots.Of<Action>(changes)();
        return draft with { Events = events };
    }

    private static void Gather(IMessage message, List<Action> changes, Lots lots, Town town)
    {
        foreach (var field in message.Descriptor.Fields.InFieldNumberOrder())
        {
            var value = field.Accessor.GetValue(message);
            if (field.IsRepeated)
                GatherList(field, (IList)value, changes, lots, town);
            else if (value is Party party)
                changes.Add(() => field.Accessor.SetValue(message, Stranger(party, message, lots)));
            else if (value is V1.Share share)
                changes.Add(() => Spoil(share, lots));
            else if (value is IMessage inner && inner is not DocumentRoot)
                Gather(inner, changes, lots, town);
            else if (Other(field, value, lots, town) is { } other)
                changes.Add(() => field.Accessor.SetValue(message, other));
        }
    }

    private static void GatherList(FieldDescriptor field, IList list, List<Action> changes, Lots lots, Town town)
    {
        if (list.Count == 0)
            return;
        var place = lots.Below(list.Count);
        changes.Add(() => list.RemoveAt(place));
        if (list[place] is IMessage inner)
            Gather(inner, changes, lots, town);
        else if (Other(field, list[place]!, lots, town) is { } other)
            changes.Add(() => list[place] = other);
    }

    private static void Spoil(V1.Share share, Lots lots)
    {
        switch (lots.Below(3))
        {
            case 0:
                share.Denominator *= 2;
                break;
            case 1:
                (share.Numerator, share.Denominator) = (1, 3);
                break;
            default:
                (share.Numerator, share.Denominator) = (1, 1);
                break;
        }
    }

    private static IEnumerable<string> Units => [.. Town.OldFlats, .. Town.NewFlats, Town.Garage, Town.Land];

    private static Party Stranger(Party party, IMessage of, Lots lots)
    {
        var unit = of.Descriptor.FindFieldByName("unit_code")?.Accessor.GetValue(of) as string;
        foreach (var code in unit is { Length: > 0 } ? [unit] : Units)
        {
            if (Town.Who(party, code) is { } who)
                return Town.At(lots.Of<TestParty>([.. Town.Everybody.Where(other => other != who)]), code);
        }

        return Town.At(lots.Of(Town.Everybody), Town.OldFlats[0]);
    }

    private static object? Other(FieldDescriptor field, object value, Lots lots, Town town) => value switch
    {
        uint number when Day.TryFromNumber(number, out var day, out _) && number > 19_000_000 => day.AddDays(lots.Of(-91, -15, -1, 1, 16, 91)).Number,
        uint number => number + (uint)lots.Between(1, 2),
        ulong number when field.Name.EndsWith("_ms", StringComparison.Ordinal)
            => number + (ulong)((long)lots.Of(-86_400_000, -3_600_000, 3_600_000, 86_400_000)),
        ulong number => lots.Below(3) switch
        {
            0 => number + 1,
            1 => number / 2,
            _ => number * 2,
        },
        bool flag => !flag,
        string { Length: > 0 } text when field.Name is "unit_code" or "units" => lots.Of<string>([.. Units.Where(code => code != text)]),
        string { Length: > 0 } text => town.Seen.TryGetValue(field.Name, out var seen) && lots.Of(seen) is var repeated && repeated != text ? repeated : null,
        Enum kind => lots.Of<Enum>([.. Enum.GetValues(kind.GetType()).Cast<Enum>()]) is var other && !other.Equals(kind) ? other : null,
        _ => null,
    };

    /// <summary>Notes the values of text fields of an accepted event.</summary>
    public static void Note(IMessage message, Dictionary<string, List<string>> seen)
    {
        foreach (var field in message.Descriptor.Fields.InFieldNumberOrder())
        {
            var value = field.Accessor.GetValue(message);
            if (value is string { Length: > 0 } text)
            {
                if (!seen.TryGetValue(field.Name, out var known))
                    seen.Add(field.Name, known = []);
                if (known.Count < 200)
                    known.Add(text);
            }
            else if (value is IMessage inner && inner is not Act)
            {
                Note(inner, seen);
            }
            else if (field.IsRepeated && value is IList { Count: > 0 } list && list[0] is IMessage)
            {
                foreach (var item in list)
                    Note((IMessage)item, seen);
            }
        }
    }
}
