namespace Ledger.State;

/// <summary>Takes what a <see cref="StateFold"/> changes of the base, to be written together or not at all.</summary>
/// <remarks>Keys have 1 to 64 bytes; none is given twice. A node stands before its children in their order, and these beside each other.</remarks>
public interface IStateNodeWriter
{
    /// <summary>Puts a record in place of an older one.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="record">Its bytes, at most a few kilobytes with 32-byte values.</param>
    void Put(ReadOnlySpan<byte> key, ReadOnlySpan<byte> record);

    /// <summary>Deletes a record, if it is there.</summary>
    void Delete(ReadOnlySpan<byte> key);
}
