using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Ledger.Chain;

namespace Ledger.Peers;

/// <summary>
/// The alarms of a peer with both notes of each as evidence: a line of JSON each, behind the SHA-256 of it, in a file that
/// only its owner may read; never pruned. The store keeps a copy of every line, so that neither is lost alone. Safe for use
/// by several threads.
/// </summary>
internal sealed class AlarmFile
{
    /// <summary>Name of the file in the peer's folder.</summary>
    public const string FileName = "alarms.evidence";

    /// <summary>Alarms kept of one key: whoever signed so many roots is proven, and fills nobody's disk.</summary>
    private const int MaxOfOne = 16;

    private const int HashDigits = 64;
    private static readonly JsonSerializerOptions Format = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private readonly IPeerDisk disk;
    private readonly PeerStore store;
    private readonly Lock gate = new();
    private readonly List<string> lines = [];
    private readonly Queue<string> pending = new();
    private bool torn;
    private volatile IReadOnlyList<RootAlarm> alarms = [];

    private AlarmFile(IPeerDisk disk, PeerStore store)
    {
        this.disk = disk;
        this.store = store;
    }

    /// <summary>Every alarm, oldest first, by its best evidence.</summary>
    public IReadOnlyList<RootAlarm> Alarms => alarms;

    /// <summary>Reads the file, and makes up for what it or the store's copy lacks.</summary>
    /// <exception cref="StoreDamagedException">A line is damaged that the store does not hold either.</exception>
    /// <exception cref="StoreException">It cannot be read or written.</exception>
    public static AlarmFile Open(IPeerDisk disk, PeerStore store)
    {
        var file = new AlarmFile(disk, store);
        file.Load();
        return file;
    }

    /// <summary>Takes an alarm in: seen at once, durable with <see cref="WriteOut"/>.</summary>
    /// <returns>Whether it tells of a root that was not told of. False when it is known, only proves better what is, or the key has
    /// enough of them.</returns>
    public bool Add(RootAlarm alarm)
    {
        lock (gate)
        {
            var told = AlarmFold.With(alarms, alarm);
            if (told is null || told.Count(a => a.Key == alarm.Key) > MaxOfOne)
                return false;

            var isNew = told.Count > alarms.Count;
            pending.Enqueue(Line(alarm));
            alarms = told;
            return isNew;
        }
    }

    /// <summary>Writes what was taken in and is not durable yet; nothing when all is.</summary>
    /// <exception cref="StoreException">The disk does not take it: to be called again, until then it is seen and would be lost with the process.</exception>
    public void WriteOut()
    {
        lock (gate)
        {
            while (pending.TryPeek(out var line))
            {
                store.WriteAlarm(line);
                if (!lines.Contains(line))
                    lines.Add(line);

                if (torn)
                {
                    // A part of a line may stand at the end of the file, and would spoil the next one.
                    Replace(lines);
                }
                else
                {
                    torn = true;
                    Try(() => Append(disk, [line]));
                }

                torn = false;
                pending.Dequeue();
            }
        }
    }

    /// <summary>Adds to one file what another one holds, without the lines of it that are damaged.</summary>
    /// <param name="from">Where the file is that is read; it may be absent.</param>
    /// <param name="to">Where the file is that is added to; it may be absent.</param>
    public static void Merge(IPeerDisk from, IPeerDisk to)
    {
        if (from.Exists(FileName))
            Append(to, Split(Read(from)).Where(line => Parse(line) is not null).Except(Split(Read(to)), StringComparer.Ordinal));
    }

    private void Load()
    {
        var (held, damaged) = ReadFile();
        var copies = store.ReadAlarms().ToList();
        var lacking = copies.Where(copy => !held.Contains(copy)).ToList();
        if (damaged > lacking.Count)
        {
            throw new StoreDamagedException(
                $"{damaged} lines of {disk.PathOf(FileName)} are damaged, and the store holds no copy of {damaged - lacking.Count} of them. It proves who signed two roots: "
                + "put it back from a backup, or move it away to start without what it says.",
                disk.PathOf(FileName));
        }

        foreach (var line in held.Where(line => !copies.Contains(line, StringComparer.Ordinal)))
            store.WriteAlarm(line);

        var all = held.Concat(lacking).ToList();
        if (damaged > 0)
        {
            Replace(all);
        }
        else if (lacking.Count > 0)
        {
            Try(() => Append(disk, lacking));
        }

        lines.AddRange(all);
        alarms = all.Select(line => Parse(line)!).OrderBy(alarm => alarm.SeenMs)
            .Aggregate((IReadOnlyList<RootAlarm>)[], (told, alarm) => AlarmFold.With(told, alarm) ?? told);
    }

    private (List<string> Lines, int Damaged) ReadFile()
    {
        var text = Try(() => Read(disk));
        var end = text.LastIndexOf('\n') + 1;
        var read = Split(text[..end]);
        var valid = read.Where(line => Parse(line) is not null).Distinct(StringComparer.Ordinal).ToList();
        if (end < text.Length)
        {
            // The last line was torn by a crash before anyone relied on it.
            Replace(valid);
        }

        return (valid, read.Length - valid.Count);
    }

    private void Replace(IReadOnlyList<string> all) => Try(() =>
    {
        const string Draft = FileName + ".new";
        using (var file = disk.Create(Draft))
        {
            Write(file, all);
        }

        disk.Move(Draft, FileName, replace: true);
        return true;
    });

    private static bool Append(IPeerDisk disk, IEnumerable<string> added)
    {
        using var file = disk.Exists(FileName) ? disk.Open(FileName, write: true) : disk.Create(FileName);
        Write(file, added);
        return true;
    }

    /// <summary>Adds lines at the end; durable when it returns.</summary>
    private static void Write(IDiskFile file, IEnumerable<string> added)
    {
        file.Write(Encoding.UTF8.GetBytes(string.Concat(added.Select(line => line + "\n"))), file.Length);
        file.Flush();
    }

    private static string Read(IPeerDisk disk)
    {
        if (!disk.Exists(FileName))
            return "";

        using var file = disk.Open(FileName, write: false);
        var bytes = new byte[file.Length];
        for (int length = 0, read; length < bytes.Length && (read = file.Read(bytes.AsSpan(length), length)) > 0; length += read)
        {
        }

        return Encoding.UTF8.GetString(bytes);
    }

    private static string[] Split(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private T Try<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreException(
                $"The evidence of alarms in {disk.PathOf(FileName)} cannot be read or written: {e.Message} Free space, or repair the disk or the file's mode.", e);
        }
    }

    private static string Line(RootAlarm alarm)
    {
        var json = JsonSerializer.Serialize(alarm, Format);
        return $"{Hash(json)} {json}";
    }

    private static RootAlarm? Parse(string line)
    {
        if (line.Length <= HashDigits || line[..HashDigits] != Hash(line[(HashDigits + 1)..]))
            return null;

        try
        {
            return JsonSerializer.Deserialize<RootAlarm>(line.AsSpan(HashDigits + 1), Format);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Hash(string json) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)));
}
