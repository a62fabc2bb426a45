namespace Ledger.Departments;

/// <summary>The acts that wait for their bank's signature, by bank: how many, and how many bytes of them are kept or about to be.</summary>
/// <param name="most">Acts that one bank may have.</param>
/// <param name="mostBytes">Bytes that they may have together.</param>
internal sealed class PreparedRecords(int most, long mostBytes)
{
    private readonly Lock gate = new();
    private readonly Dictionary<long, (string Member, long Bytes)> records = [];
    private readonly Dictionary<string, (int Count, long Bytes)> members = new(StringComparer.Ordinal);

    /// <summary>What a bank has prepared, and is about to.</summary>
    public (int Count, long Bytes) HeldBy(string member)
    {
        lock (gate)
        {
            return members.GetValueOrDefault(member);
        }
    }

    /// <summary>Whether a record is counted.</summary>
    public bool Contains(long number)
    {
        lock (gate)
        {
            return records.ContainsKey(number);
        }
    }

    /// <summary>Counts an act that is about to be prepared, if its bank may have it; looked at and counted in one step.</summary>
    public bool TryReserve(string member, long bytes)
    {
        lock (gate)
        {
            if (members.GetValueOrDefault(member).Count >= most || !Fits(member, bytes))
                return false;

            Count(member, 1, bytes);
            return true;
        }
    }

    /// <summary>Counts more bytes of an act that is about to be prepared.</summary>
    public bool TryGrow(string member, long bytes)
    {
        lock (gate)
        {
            if (!Fits(member, bytes))
                return false;

            Count(member, 0, bytes);
            return true;
        }
    }

    /// <summary>An act that was about to be prepared has become a record, or nothing.</summary>
    /// <param name="member">The bank.</param>
    /// <param name="bytes">Bytes counted so far.</param>
    /// <param name="number">The record; null when it was not kept.</param>
    public void Settle(string member, long bytes, long? number)
    {
        lock (gate)
        {
            if (number is not { } kept || !records.TryAdd(kept, (member, bytes)))
                Count(member, -1, -bytes);
        }
    }

    /// <summary>Counts a record, once, whatever its bank may have.</summary>
    public void Add(long number, string member, long bytes)
    {
        lock (gate)
        {
            if (records.TryAdd(number, (member, bytes)))
                Count(member, 1, bytes);
        }
    }

    /// <summary>The record was submitted, or has lapsed.</summary>
    public void Remove(long number)
    {
        lock (gate)
        {
            if (records.Remove(number, out var record))
                Count(record.Member, -1, -record.Bytes);
        }
    }

    private bool Fits(string member, long bytes) => members.GetValueOrDefault(member).Bytes + bytes <= mostBytes;

    private void Count(string member, int count, long bytes)
    {
        var held = members.GetValueOrDefault(member);
        if (held.Count + count == 0)
        {
            members.Remove(member);
        }
        else
        {
            members[member] = (held.Count + count, held.Bytes + bytes);
        }
    }
}
