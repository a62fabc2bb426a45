using System.Collections;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>Copies of a message, each with one thing changed: a field cleared, another value, a list emptied, shortened or doubled.</summary>
internal static class Mutations
{
    // Of a day.
    private const ulong Milliseconds = 86_400_000;

    /// <summary>All of them, of the message and of every message in it.</summary>
    public static IEnumerable<IMessage> Of(IMessage message)
    {
        foreach (var change in Changes(message, []))
        {
            var copy = message.Descriptor.Parser.ParseFrom(message.ToByteArray());
            change(copy);
            yield return copy;
        }
    }

    private static IEnumerable<Action<IMessage>> Changes(IMessage message, IReadOnlyList<(FieldDescriptor Field, int Index)> steps)
    {
        foreach (var field in message.Descriptor.Fields.InDeclarationOrder())
        {
            if (field.IsRepeated)
            {
                foreach (var change in OfList(message, field, steps))
                    yield return change;
                continue;
            }

            var value = field.Accessor.GetValue(message);
            if (value is IMessage inner)
            {
                yield return root => field.Accessor.Clear(Target(root, steps));
                foreach (var other in Parties(inner))
                    yield return root => field.Accessor.SetValue(Target(root, steps), other);
                foreach (var change in Changes(inner, [.. steps, (field, -1)]))
                    yield return change;
            }
            else if (field.FieldType != FieldType.Message)
            {
                foreach (var other in Others(field, value))
                    yield return root => field.Accessor.SetValue(Target(root, steps), other);
            }
        }
    }

    private static IEnumerable<Action<IMessage>> OfList(IMessage message, FieldDescriptor field, IReadOnlyList<(FieldDescriptor Field, int Index)> steps)
    {
        var count = ((IList)field.Accessor.GetValue(message)).Count;
        IList List(IMessage root) => (IList)field.Accessor.GetValue(Target(root, steps));
        if (count == 0)
            yield break;
        yield return root => List(root).RemoveAt(count - 1);
        yield return root => List(root).Add(List(root)[0]);
        for (var i = 0; i < count; i++)
        {
            var index = i;
            if (field.FieldType == FieldType.Message)
            {
                foreach (var other in Parties((IMessage)((IList)field.Accessor.GetValue(message))[i]!))
                    yield return root => List(root)[index] = other;
                foreach (var change in Changes((IMessage)((IList)field.Accessor.GetValue(message))[i]!, [.. steps, (field, i)]))
                    yield return change;
                continue;
            }

            foreach (var other in Others(field, ((IList)field.Accessor.GetValue(message))[i]!))
                yield return root => List(root)[index] = other;
        }
    }

    private static IMessage Target(IMessage root, IReadOnlyList<(FieldDescriptor Field, int Index)> steps) => steps.Aggregate(
        root,
        static (at, step) => (IMessage)(step.Index < 0 ? step.Field.Accessor.GetValue(at) : ((IList)step.Field.Accessor.GetValue(at))[step.Index]!));

    private static IEnumerable<object> Others(FieldDescriptor field, object value) => value switch
    {
        bool known => [!known],
        uint known => Days(known).Concat([0u, known + 1, known - 1]).Distinct().Where(other => other != known).Cast<object>(),
        ulong known => new ulong[] { 0, known + 1, known - 1, known * 2, known + Milliseconds, known - Milliseconds }
            .Distinct().Where(other => other != known).Cast<object>(),
        string known => Strings(known).Where(other => other != known).Cast<object>(),
        ByteString known => [ByteString.Empty, ByteString.CopyFrom([.. known.Span.ToArray().Select(static b => (byte)~b)])],
        Enum => field.EnumType.Values.Where(other => other.Number != (int)value).Select(other => Enum.ToObject(value.GetType(), other.Number)),
        _ => [],
    };

    // Another party: an organisation, one whose number is wrong, one of another kind than its document.
    private static IMessage[] Parties(IMessage known) => known switch
    {
        Party => [TestParty.Developer.At(SaleCase.Flat), Wrong.At(SaleCase.Flat), new Party(TestParty.Developer.At(SaleCase.Flat)) { Kind = PartyKind.Person }],
        PartyAcrossUnits =>
        [
            TestParty.Developer.Across(SaleCase.Flat), Wrong.Across(SaleCase.Flat),
            new PartyAcrossUnits(TestParty.Developer.Across(SaleCase.Flat)) { Kind = PartyKind.Person },
        ],
        _ => [],
    };

    private static TestParty Wrong => TestParty.Developer with { Number = "91441900MA0000016D" };

    // A number of eight digits is a day.
    private static uint[] Days(uint known) => known is > 19_000_101 and < 21_000_101 ? [19_990_104, 20_200_106, 20_980_105] : [];

    private static string[] Strings(string known) => known.Length == 0
        ? ["X", SaleCase.Garage, "441900B21050000077", "东房预字第20210012号"]
        : ["", known[..^1] + (known[^1] == '1' ? '2' : '1'), SaleCase.Garage, "张三", "91441900MA0000016D", .. Virtual(known)];

    // A unit code that has no place in the cadastre yet.
    private static string[] Virtual(string known) => known.Length == 28 ? [known[..6] + "000000" + known[12..]] : [];
}
