using System.Collections;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Ledger.EndToEnd.Tests;

/// <summary>Puts a value that nobody expects into some field of a request: the ends of ranges, and what people paste.</summary>
internal static class WildValues
{
    private static readonly string[] Texts =
    [
        "", " ", "0", "-1", "1e9", "9999-12-31", "9999-12-30", "1800-01-01", "1969-12-31", "2021-02-29", "99999999999999999999", "999999999999999",
            "0.005", "1/18446744073709551615",
        "18446744073709551615/18446744073709551615", "1/3", "440524880101001", "440524188001010014", "（2021）粤1971执保123号", "粤（9999）东莞不动产权第0000001号",
            "测\0甲", "\u202E", "測\uF90A", "𠮷",
        "441900004001GB00012W00000000", "441999999999ZW99999F99999999", new string('9', 5_000), "\uFFFD", "A-1", "F-07",
    ];

    private static readonly ulong[] Numbers = [0, 1, 2, 99, 1_200, 1_201, 36_600, 36_601, uint.MaxValue, 253_402_300_799_999,
        253_402_300_800_000, ulong.MaxValue];

    /// <summary>Changes one field somewhere in a message.</summary>
    public static void Put(IMessage message, Random random)
    {
        while (true)
        {
            var fields = message.Descriptor.Fields.InDeclarationOrder();
            var field = fields[random.Next(fields.Count)];
            var value = field.Accessor.GetValue(message);
            if (value is IList list)
            {
                if (list.Count == 0 || random.Next(8) == 0)
                {
                    list.Clear();
                    return;
                }

                var place = random.Next(list.Count);
                if (list[place] is IMessage item)
                {
                    message = item;
                    continue;
                }

                list[place] = Wild(field, random);
                return;
            }

            if (value is IMessage nested && random.Next(8) != 0)
            {
                message = nested;
                continue;
            }

            if (field.FieldType == FieldType.Message)
            {
                field.Accessor.Clear(message);
            }
            else
            {
                field.Accessor.SetValue(message, Wild(field, random));
            }

            return;
        }
    }

    private static object Wild(FieldDescriptor field, Random random) => field.FieldType switch
    {
        FieldType.String => Texts[random.Next(Texts.Length)],
        FieldType.Bytes => ByteString.CopyFrom(new byte[random.Next(40)]),
        FieldType.Bool => random.Next(2) == 0,
        FieldType.UInt32 => (uint)Numbers[random.Next(Numbers.Length)],
        FieldType.UInt64 => Numbers[random.Next(Numbers.Length)],
        FieldType.Enum => Enum.ToObject(field.EnumType.ClrType, random.Next(-1, 9)),
        _ => throw new InvalidOperationException(field.FullName),
    };
}
