namespace Ledger.Departments;

/// <summary>Row keys that hold two numbers in one.</summary>
internal static class SqliteKeys
{
    /// <summary>Envelopes of one record stand beside each other; a number is never signed under more often than this.</summary>
    public const int MaximumAttempts = 4096;

    /// <summary>A number as the key of a row, 8 bytes big-endian.</summary>
    public static byte[] Bytes(long number)
    {
        var bytes = new byte[sizeof(long)];
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        return bytes;
    }

    public static long Envelope(long number, int attempt)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(attempt, MaximumAttempts);
        return checked((number * MaximumAttempts) + attempt);
    }
}
