using System.Buffers.Binary;

namespace Ledger.Log;

/// <summary>One field of a document: the tree entry <c>salt || u16 length of name || name || value</c>, the length big-endian, the name in UTF-8.</summary>
public sealed class DocumentField
{
    /// <summary>Length of a salt, in bytes.</summary>
    public const int SaltSize = 16;

    /// <summary>A field.</summary>
    /// <param name="name">Unique in its document; 1 to 65,535 bytes in UTF-8.</param>
    /// <param name="value">The value's bytes.</param>
    /// <param name="salt">16 random bytes; whoever lacks them cannot guess the value from the hash, and destroying them erases it.</param>
    /// <exception cref="ArgumentException">The name is empty, too long or no valid Unicode, or the salt is not 16 bytes long.</exception>
    public DocumentField(string name, ReadOnlyMemory<byte> value, ReadOnlyMemory<byte> salt)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (!StrictUtf8.TryGetBytes(name, out var utf8) || utf8.Length > ushort.MaxValue)
            throw new ArgumentException($"A field's name is valid Unicode of at most {ushort.MaxValue} bytes.", nameof(name));

        if (salt.Length != SaltSize)
            throw new ArgumentException($"A salt has {SaltSize} bytes, not {salt.Length}.", nameof(salt));

        Name = name;
        Utf8Name = utf8;
        Value = value;
        Salt = salt;
    }

    /// <summary>The field's name.</summary>
    public string Name { get; }

    /// <summary>The name as it stands in the entry.</summary>
    internal byte[] Utf8Name { get; }

    /// <summary>The field's value.</summary>
    public ReadOnlyMemory<byte> Value { get; }

    /// <summary>The salt, 16 bytes.</summary>
    public ReadOnlyMemory<byte> Salt { get; }

    /// <summary>The bytes that are the field's leaf.</summary>
    public byte[] ToEntry()
    {
        var name = Utf8Name;
        var entry = new byte[SaltSize + sizeof(ushort) + name.Length + Value.Length];
        Salt.CopyTo(entry);
        BinaryPrimitives.WriteUInt16BigEndian(entry.AsSpan(SaltSize), (ushort)name.Length);
        name.CopyTo(entry, SaltSize + sizeof(ushort));
        Value.CopyTo(entry.AsMemory(SaltSize + sizeof(ushort) + name.Length));
        return entry;
    }
}
