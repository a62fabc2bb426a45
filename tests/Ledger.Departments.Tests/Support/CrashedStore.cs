using System.Buffers.Binary;
using System.Text;
using Google.Protobuf;
using Ledger.Departments.Records.Rows;
using Ledger.V1;
using Microsoft.Data.Sqlite;

namespace Ledger.Departments.Tests;

/// <summary>A record store as a crash leaves it, and what may happen to its files.</summary>
internal static class CrashedStore
{
    public const string Name = "王小明甲乙";

    /// <summary>A store as a crash leaves it: after so many records, each of them acknowledged.</summary>
    public static async Task<List<long>> MakeAsync(TestFolder folder, string path, int records, RecordPoint? stopAfterFold = null)
    {
        var kept = new List<long>();
        var folded = false;
        var copied = false;
        void Probe(RecordPoint point)
        {
            folded |= point == RecordPoint.AfterFold && kept.Count > 0;
            if (folded && point == stopAfterFold && !copied)
            {
                copied = true;
                RecordStoreTests.Copy(folder["made.db"], folder[path]);
            }
        }

        await using var store = SqliteRecordStore.Open(folder["made.db"], 0, null, Probe);
        for (var number = 1L; number <= records && !copied; number++)
        {
            await store.AddAsync(stopAfterFold is null ? Small(number) : Large(number), TestCity.Limit);
            if (!copied)
                kept.Add(number);
        }

        if (!copied)
        {
            Assert.Null(stopAfterFold);
            RecordStoreTests.Copy(folder["made.db"], folder[path]);
        }

        return kept;
    }

    public static async Task NamedOrWholeAsync(string path, List<long> kept)
    {
        try
        {
            await using var store = SqliteRecordStore.Open(path);
            Assert.All(kept, number => Assert.NotNull(store.ReadContent(number)));
            Assert.All(kept, number => Assert.NotNull(store.Find(number)));
        }
        catch (RecordDamagedException e)
        {
            Assert.Contains("-wal", e.Message, StringComparison.Ordinal);
        }
        catch (RecordStoreUnavailableException e)
        {
            Assert.Contains("malformed", e.Message, StringComparison.Ordinal);
        }
    }

    public static IEnumerable<(string Name, byte[]? Bytes)> DamagesOf(byte[] log)
    {
        for (var at = 0; at < 32; at++)
            yield return ($"header byte {at}", Flip(log, at));

        var frames = (log.Length - 32) / 4120;
        foreach (var frame in new[] { 0, 1, frames / 2, frames - 2, frames - 1 })
        {
            foreach (var at in Enumerable.Range(0, 24).Concat([24, 24 + 2048, 4119]))
                yield return ($"frame {frame} byte {at}", Flip(log, 32 + (frame * 4120) + at));
        }

        foreach (var length in new[] { 1, 16, 31, 32, 33, 32 + 24, 32 + 4119, log.Length / 2, log.Length - 4120, log.Length - 1 })
        {
            yield return ($"cut at {length}", log[..length]);
            yield return ($"zeros from {length}", [.. log[..length], .. new byte[log.Length - length]]);
        }

        yield return ("emptied", []);
        yield return ("deleted", null);
        yield return ("zeros", new byte[log.Length]);
        yield return ("first frame twice", [.. log[..(32 + 4120)], .. log[32..]]);
    }

    public static byte[] Flip(byte[] bytes, int at)
    {
        var flipped = (byte[])bytes.Clone();
        flipped[at] ^= 4;
        return flipped;
    }

    public static void Replace(string path, byte[]? bytes)
    {
        if (bytes is null)
        {
            File.Delete(path);
        }
        else
        {
            File.WriteAllBytes(path, bytes);
        }
    }

    public static Dictionary<string, string> Bytes(TestFolder folder, string prefix)
        => Directory.EnumerateFiles(folder.Path, prefix + "*").Order(StringComparer.Ordinal).ToDictionary(
            file => file, file => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file))), StringComparer.Ordinal);

    public static Exception? Record(Func<SqliteRecordStore> open)
    {
        try
        {
            open().DisposeAsync().AsTask().GetAwaiter().GetResult();
            return null;
        }
        catch (Exception e)
        {
            return e;
        }
    }

    public static void Execute(string path, string sql)
    {
        using var raw = new SqliteConnection($"Data Source={path};Pooling=False");
        raw.Open();
        using var command = raw.CreateCommand();
#pragma warning disable CA2100 // A test's own text.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    public static NewRecord Small(long number) => RecordStoreTests.Record(number);

    /// <summary>A record of some thirty pages, with something personal in it.</summary>
    public static NewRecord Large(long number)
    {
        var record = RecordStoreTests.Record(number);
        record.Content.Parties[0].Salt = ByteString.CopyFrom(Salt(number));
        record.Content.Request = ByteString.CopyFrom([.. Encoding.UTF8.GetBytes(Name), .. new byte[120_000]]);
        return record;
    }

    public static byte[] Salt(long number)
    {
        var salt = new byte[32];
        salt.AsSpan().Fill(0x5a);
        BinaryPrimitives.WriteInt64BigEndian(salt, number);
        return salt;
    }
}
