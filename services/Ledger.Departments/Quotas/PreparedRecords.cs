namespace Ledger.Departments.Quotas;

/// <summary>The acts that wait for their bank's signature, by bank: how many, and how many bytes of them are kept.</summary>
internal sealed class PreparedRecords
{
    private readonly Lock _gate = new();
    private readonly Dictionary<long, (string Member, long Bytes)> _records = [];
    private readonly Dictionary<string, (int Count, long Bytes)> _members = new(StringComparer.Ordinal);

    /// <summary>What a bank has prepared.</summary>
    public (int Count, long Bytes) HeldBy(string member)
    {
        lock (_gate)
        {
            return _members.GetValueOrDefault(member);
        }
    }

    /// <summary>Whether a record is counted.</summary>
    public bool Contains(long number)
    {
        lock (_gate)
        {
            return _records.ContainsKey(number);
        }
    }

    /// <summary>Counts a record, once.</summary>
    public void Add(long number, string member, long bytes)
    {
        lock (_gate)
        {
            if (_records.TryAdd(number, (member, bytes)))
            {
                var held = _members.GetValueOrDefault(member);
                _members[member] = (held.Count + 1, held.Bytes + bytes);
            }
        }
    }

    /// <summary>The record was submitted, has lapsed, or was not kept.</summary>
    public void Remove(long number)
    {
        lock (_gate)
        {
            if (!_records.Remove(number, out var record))
            {
                return;
            }

            var held = _members[record.Member];
            if (held.Count == 1)
            {
                _members.Remove(record.Member);
            }
            else
            {
                _members[record.Member] = (held.Count - 1, held.Bytes - record.Bytes);
            }
        }
    }
}
