using Ledger.Facts;

namespace Ledger.Exchange;

/// <summary>A message as its checks see it: as it was written, and with fillers taken for absent, local codes for the standard's, rows once.</summary>
public sealed class CheckedMessage
{
    /// <summary>A message with what its checks need.</summary>
    /// <param name="file">Name of its file.</param>
    /// <param name="written">As it was written.</param>
    /// <param name="profile">The province's profile.</param>
    /// <param name="nowMilliseconds">Now.</param>
    public CheckedMessage(string file, ExchangeMessage written, ProvinceProfile profile, ulong nowMilliseconds)
    {
        ArgumentNullException.ThrowIfNull(written);
        ArgumentNullException.ThrowIfNull(profile);
        (File, Written, Profile, Now) = (file, written, profile, nowMilliseconds);
        Rows = Canonical(written, profile);
        Acts = ExchangeActs.Of(this);
    }

    /// <summary>Name of its file.</summary>
    public string File { get; }

    /// <summary>As it was written.</summary>
    public ExchangeMessage Written { get; }

    /// <summary>The province's profile.</summary>
    public ProvinceProfile Profile { get; }

    /// <summary>Now, ms since the epoch.</summary>
    public ulong Now { get; }

    /// <summary>The head.</summary>
    public MessageHead Head => Written.Head;

    /// <summary>Its rows in the order of the file: no fillers, the standard's codes, each once.</summary>
    public IReadOnlyList<ExchangeRow> Rows { get; }

    /// <summary>The registered acts it tells of: one, in practice sometimes two.</summary>
    public IReadOnlyList<ExchangeAct> Acts { get; }

    /// <summary>Other messages about the same unit or proof, read before or beside this one.</summary>
    public IReadOnlyList<CheckedMessage> Others { get; set; } = [];

    /// <summary>Those of the others that count before this one where an act is reported again; null: all of them.</summary>
    public IReadOnlyList<CheckedMessage>? Earlier { get; set; }

    /// <summary>The rows of a table.</summary>
    public IEnumerable<ExchangeRow> Of(string table)
    {
        var wanted = ExchangeSchema.Find(table);
        return Rows.Where(row => row.Table == wanted);
    }

    /// <summary>The rows of tables of a role.</summary>
    public IEnumerable<ExchangeRow> Of(TableRole role) => Rows.Where(row => row.Table.Role == role);

    /// <summary>A finding on a row.</summary>
    public Finding At(int check, CheckLevel level, ExchangeRow row, string attribute, Wording text)
    {
        ArgumentNullException.ThrowIfNull(row);
        return new(check, level, File, row.Line, $"{row.Table.Name} {attribute}", text);
    }

    /// <summary>A finding on a field of the head.</summary>
    public Finding AtHead(int check, CheckLevel level, string field, Wording text) => new(check, level, File, 0, "Head " + field, text);

    /// <summary>A value as a finding may show it: never one that tells about people.</summary>
    public static string Shown(ExchangeRow row, string attribute)
    {
        ArgumentNullException.ThrowIfNull(row);
        return row[attribute] is not { } value ? "" : ExchangeSchema.IsPersonal(attribute) ? "…" : value.Length > 60 ? value[..60] + "…" : value;
    }

    private static List<ExchangeRow> Canonical(ExchangeMessage written, ProvinceProfile profile)
    {
        var (rows, seen) = (new List<ExchangeRow>(), new HashSet<ExchangeRow>(ExchangeRow.ByContent));
        foreach (var row in written.Rows)
        {
            var read = new ExchangeRow(row.Table, row.Line);
            foreach (var (attribute, value) in row.Values)
            {
                if (profile.Fillers.IsFiller(attribute, value))
                    continue;
                read[attribute] = profile.LocalCodes.TryGetValue(attribute, out var codes) && codes.TryGetValue(value, out var code) ? code : value;
            }

            // 99 beside no number says that no document is known.
            foreach (var (type, number) in PartyColumns.Pairs)
            {
                if (read[type] == "99" && read[number] is null)
                    read[type] = null;
            }

            if (seen.Add(read))
                rows.Add(read);
        }

        return rows;
    }
}
