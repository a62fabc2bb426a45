using System.Security.Cryptography;
using System.Text;

namespace Ledger.Import;

/// <summary>Reads a file once and keeps every row in the journal with its codes, or with the reason why it cannot be read.</summary>
internal static class ImportPlan
{
    /// <summary>SHA-256 of format and content of every file: the same data is the same import, wherever it lies.</summary>
    /// <exception cref="ImportException">A file cannot be read.</exception>
    public static byte[] Fingerprint(IDealSource source)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(source.Format));
        foreach (var file in source.Files)
        {
            try
            {
                using var stream = File.OpenRead(file);
                hash.AppendData(SHA256.HashData(stream));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new ImportException(new($"文件{file}无法读取：{e.Message}", $"{file} cannot be read: {e.Message}"), e);
            }
        }

        return hash.GetHashAndReset();
    }

    /// <summary>
    /// The import of a file: the one begun before, or a new one with every row planned. A file that cannot be read to its end or
    /// holds no row uses up no range.
    /// </summary>
    /// <returns>Its range, and whether it was begun before.</returns>
    /// <exception cref="ImportException">A file is not of the format, is empty, or has more rows than one import takes; or there is no range left.</exception>
    public static (ImportRange Range, bool Resumed) Open(ImportJournal journal, byte[] fingerprint, IDealSource source, CancellationToken cancellationToken)
    {
        (ImportRange Range, bool Resumed) import = default;
        journal.Together(() =>
        {
            import = journal.OpenImport(source.Format, fingerprint, source.Files[0]);
            if (!import.Resumed && Make(journal, import.Range, source, cancellationToken) == 0)
            {
                throw new ImportException(new(
                    $"{source.Files[0]}中没有数据行；请检查文件", $"{source.Files[0]} holds no row; check the file"));
            }

            if (!import.Resumed)
                RequireUnchanged(fingerprint, source);
        });
        return import;
    }

    /// <summary>Plans every row, all of them or none.</summary>
    /// <returns>Rows of the files.</returns>
    /// <exception cref="ImportException">A file is not of the format, or has more rows than one import takes.</exception>
    public static int Make(ImportJournal journal, ImportRange range, IDealSource source, CancellationToken cancellationToken)
    {
        var rows = 0;
        journal.Together(() =>
        {
            var planner = new SalePlanner(journal, range, source.Format);
            foreach (var row in source.Read())
            {
                cancellationToken.ThrowIfCancellationRequested();
                planner.Add(row);
                if (planner.Rows > ImportRange.LargestRow || planner.Units > ImportRange.LargestUnit)
                {
                    throw new ImportException(new(
                        $"一次导入至多{ImportRange.LargestRow}行、{ImportRange.LargestUnit}个单元；请拆分文件",
                        $"one import takes at most {ImportRange.LargestRow} rows and {ImportRange.LargestUnit} units; split the file"));
                }
            }

            rows = planner.Rows;
            journal.AddLines(range, source.Lines);
            journal.FinishPlan(range);
        });
        return rows;
    }

    /// <summary>A file that is written to while it is read is no data set yet.</summary>
    private static void RequireUnchanged(byte[] fingerprint, IDealSource source)
    {
        if (!Fingerprint(source).AsSpan().SequenceEqual(fingerprint))
        {
            throw new ImportException(new(
                $"{string.Join("、", source.Files)}在读取期间发生变化，未导入任何行；请待写入完成后重新运行",
                $"{string.Join(", ", source.Files)}: changed while being read, so no row is imported; run again when it is written to its end"));
        }
    }
}
