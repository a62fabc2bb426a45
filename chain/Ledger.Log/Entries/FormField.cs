using System.Globalization;
using System.Runtime.InteropServices;
using Google.Protobuf.Reflection;

namespace Ledger.Log;

/// <summary>A field of a message as a <see cref="MessageForm"/> has it.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Name">Its name.</param>
/// <param name="Type">Full name of its message or enumeration, or the scalar's name.</param>
/// <param name="IsList">Whether it is a list.</param>
/// <param name="Most">Most items of a list; null where only the size of what holds it bounds it.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct FormField(int Number, string Name, string Type, bool IsList, int? Most)
{
    /// <summary>The field of a descriptor.</summary>
    public static FormField Of(FieldDescriptor field)
    {
        ArgumentNullException.ThrowIfNull(field);
        return new(field.FieldNumber, field.Name, TypeOf(field), field.IsRepeated, Most: null);
    }

    /// <summary>Whether a descriptor is of this field.</summary>
    public bool IsOf(FieldDescriptor field) => Of(field) == this with { Most = null };

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Number} {Name} {Type}{(IsList ? $" *{Most}" : "")}");

    /// <exception cref="FormatException">The text is no field.</exception>
    internal static FormField Parse(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length is not (3 or 4) || (words.Length == 4 && words[3][0] != '*'))
            throw new FormatException($"'{text}' is no field: number, name, type, and * with the most items for a list.");

        var most = words.Length == 4 && words[3].Length > 1 ? int.Parse(words[3].AsSpan(1), CultureInfo.InvariantCulture) : (int?)null;
        return new(int.Parse(words[0], CultureInfo.InvariantCulture), words[1], words[2], words.Length == 4, most);
    }

    private static string TypeOf(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.Message => field.MessageType.FullName,
        FieldType.Enum => field.EnumType.FullName,
        _ => field.FieldType.ToString().ToLowerInvariant(),
    };
}
