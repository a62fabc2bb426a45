using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Ledger.Facts;

namespace Ledger.Departments;

/// <summary>
/// Where in the log something is named: for each number, event, operator and signer the places of the envelopes, on disk. It finds more
/// than what is asked for, never less: a term is the beginning of a hash, and who looks reads the entry. A cache of the log.
/// </summary>
internal sealed class EntryIndex : IDisposable
{
    private const long Layout = 1;

    private const string Tables = """
        CREATE TABLE terms (term INTEGER NOT NULL, entry INTEGER NOT NULL, PRIMARY KEY (term, entry)) WITHOUT ROWID;
        CREATE TABLE days (day INTEGER PRIMARY KEY, first INTEGER NOT NULL, last INTEGER NOT NULL);
        CREATE TABLE seen (size INTEGER NOT NULL, leaf BLOB NOT NULL);
        """;

    private readonly SqliteCache cache;

    private EntryIndex(SqliteCache cache) => this.cache = cache;

    /// <summary>Opens the index, or makes an empty one where there is none that can be read.</summary>
    /// <param name="path">Path of the file.</param>
    public static EntryIndex Open(string path) => new(SqliteCache.Open(path, Tables, Layout));

    /// <summary>How many entries of the log it knows, with the leaf hash of the last one; null when it knows nothing yet.</summary>
    public (ulong Size, byte[] Leaf)? Seen => cache.Read(
        "SELECT size, leaf FROM seen", static row => ((ulong Size, byte[] Leaf)?)((ulong)row.GetInt64(0), row.GetFieldValue<byte[]>(1))).FirstOrDefault();

    /// <summary>Begins anew, empty.</summary>
    public void Clear() => cache.Clear();

    /// <summary>Adds the next entries of the log at once.</summary>
    /// <param name="envelopes">Those that are envelopes, with who signed them.</param>
    /// <param name="size">Entries known from now on.</param>
    /// <param name="leaf">Leaf hash of the last of them.</param>
    public void Add(IReadOnlyList<(RecordedEnvelope Envelope, string Signer)> envelopes, ulong size, byte[] leaf) => cache.Write(() =>
    {
        foreach (var (envelope, signer) in envelopes)
        {
            var entry = (long)envelope.Index;
            foreach (var term in Terms(envelope, signer).Distinct())
                cache.Run("INSERT OR IGNORE INTO terms VALUES ($0, $1)", term, entry);
            cache.Run(
                "INSERT INTO days VALUES ($0, $1, $1) ON CONFLICT (day) DO UPDATE SET first = min(first, $1), last = max(last, $1)",
                (long)Day.At(envelope.TimeMs).Number, entry);
        }

        cache.Run("DELETE FROM seen");
        cache.Run("INSERT INTO seen VALUES ($0, $1)", (long)size, leaf);
    });

    /// <summary>Places of envelopes that may be those looked for, the newest first.</summary>
    /// <param name="filter">What is looked for.</param>
    /// <param name="signer">Organisation that signed; empty for any.</param>
    /// <param name="before">Only places below this one.</param>
    /// <param name="count">At most this many.</param>
    public IReadOnlyList<ulong> Find(EnvelopeFilter filter, string signer, ulong before, int count)
    {
        var (first, end) = Span(filter);
        var conditions = Asked(filter, signer).DefaultIfEmpty([Every]).ToList();
        var values = new List<object> { (long)first, (long)Math.Min(before, end), (long)count };
        var sql = new StringBuilder("SELECT DISTINCT a.entry FROM terms a WHERE a.entry >= $0 AND a.entry < $1 AND a.term IN ").Append(AnyOf(conditions[0]));
        foreach (var condition in conditions.Skip(1))
            sql.Append(" AND EXISTS (SELECT 1 FROM terms b WHERE b.entry = a.entry AND b.term IN ").Append(AnyOf(condition)).Append(')');
        return cache.Read(sql.Append(" ORDER BY a.entry DESC LIMIT $2").ToString(), static row => (ulong)row.GetInt64(0), [.. values]);

        string AnyOf(IReadOnlyList<long> terms)
        {
            var at = values.Count;
            values.AddRange(terms.Cast<object>());
            return $"({string.Join(", ", terms.Select((_, i) => FormattableString.Invariant($"${at + i}")))})";
        }
    }

    /// <inheritdoc/>
    public void Dispose() => cache.Dispose();

    private (ulong First, ulong End) Span(EnvelopeFilter filter)
    {
        if (filter is { FromDay: 0, ToDay: 0 })
            return (0, long.MaxValue);
        return cache.Read(
            "SELECT min(first), max(last) FROM days WHERE day BETWEEN $0 AND $1",
            static row => row.IsDBNull(0) ? (0UL, 0UL) : ((ulong)row.GetInt64(0), (ulong)row.GetInt64(1) + 1),
            (long)filter.FromDay, filter.ToDay == 0 ? long.MaxValue : filter.ToDay).Single();
    }

    private static readonly long Every = Term('*', "");

    // Terms of which any will do, for each condition; the rarest first, for it is the one that is walked along.
    private static IEnumerable<IReadOnlyList<long>> Asked(EnvelopeFilter filter, string signer)
    {
        if (filter.Subject.Length > 0)
            yield return [Term('s', filter.Subject)];
        if (filter.Operators.Count > 0)
            yield return [.. filter.Operators.Select(static print => Term('o', print[..EnvelopeFilter.LeastOperatorDigits])).Distinct()];
        if (filter.Event.Length > 0)
            yield return [Term('e', filter.Event)];
        if (signer.Length > 0)
            yield return [Term('k', signer)];
    }

    private static IEnumerable<long> Terms(RecordedEnvelope envelope, string signer) =>
    [
        Every,
        Term('k', signer),
        .. envelope.Events.Select(static e => Term('e', e.Name)),
        .. envelope.Operators.Where(static print => print.Length >= EnvelopeFilter.LeastOperatorDigits)
            .Select(static print => Term('o', print[..EnvelopeFilter.LeastOperatorDigits])),
        .. envelope.Texts.Select(static text => Term('s', text)),
    ];

    private static long Term(char kind, string text) => BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{kind}{text}")));
}
