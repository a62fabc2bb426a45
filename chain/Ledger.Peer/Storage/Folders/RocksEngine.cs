using RocksDbSharp;

namespace Ledger.Peers;

/// <summary>
/// An open database and who uses it: it is closed only while nobody does, for the native library would not survive it.
/// Whoever uses it may enter again meanwhile.
/// </summary>
internal sealed class RocksEngine : IDisposable
{
    private const int Closed = -1;
    private readonly ColumnFamilyHandle[] columns;
    private int users;

    public RocksEngine(RocksDb database, Func<StoreColumn, string> name)
    {
        Database = database;
        columns = [.. Enum.GetValues<StoreColumn>().Select(column => database.GetColumnFamily(name(column)))];
    }

    public RocksDb Database { get; }

    public ColumnFamilyHandle Column(StoreColumn column) => columns[(int)column];

    /// <summary>Counts a user; false when it is closed.</summary>
    public bool TryEnter()
    {
        for (var seen = Volatile.Read(ref users); seen != Closed;)
        {
            var before = Interlocked.CompareExchange(ref users, seen + 1, seen);
            if (before == seen)
                return true;

            seen = before;
        }

        return false;
    }

    /// <summary>Closes it if nobody uses it; true also when it is closed already.</summary>
    public bool TryClose()
    {
        var before = Interlocked.CompareExchange(ref users, Closed, 0);
        if (before == 0)
            Database.Dispose();

        return before is 0 or Closed;
    }

    /// <summary>Closes it whoever uses it.</summary>
    public void Close()
    {
        if (Interlocked.Exchange(ref users, Closed) != Closed)
            Database.Dispose();
    }

    /// <summary>Ends one use.</summary>
    public void Dispose()
    {
        if (Volatile.Read(ref users) != Closed)
            Interlocked.Decrement(ref users);
    }
}
