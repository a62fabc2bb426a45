using System.Security.Cryptography;
using System.Text;

namespace Ledger.Network.Import;

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
    /// The range of a file and the plan of every one of its rows, all of them or none: a file that cannot be read, or has no rows,
    /// uses up no range.
    /// </summary>
    /// <param name="journal">The journal.</param>
    /// <param name="source">The files.</param>
    /// <param name="cancellationToken">Stops; nothing is kept then.</param>
    /// <returns>The range, and whether the file was planned before.</returns>
    /// <exception cref="ImportException">A file is not of the format, has no rows, or more than one import takes; or every range is used.</exception>
    public static (ImportRange Range, bool Resumed) Open(ImportJournal journal, IDealSource source, CancellationToken cancellationToken)
    {
        var fingerprint = Fingerprint(source);
        (ImportRange Range, bool Planned) opened = default;
        journal.Together(() =>
        {
            opened = journal.OpenImport(source.Format, fingerprint, source.Files[0]);
            if (opened.Planned)
                return;
            var (range, rows) = (opened.Range, 0);
            var allocator = new UnitAllocator(journal);
            var units = 0;
            foreach (var row in source.Read())
            {
                cancellationToken.ThrowIfCancellationRequested();
                rows++;
                if (row.Deal is { } deal)
                {
                    var planned = new PlannedDeal(rows, units, deal.Id, deal.Date.Number, deal.Price.Fen, [.. deal.Units.Select(allocator.Plan)], deal.Remarks);
                    units += planned.Units.Count;
                    journal.AddDeal(range, row.Line, planned);
                }
                else
                {
                    journal.AddUnreadable(range, rows, row.Line, row.Id, row.Fault!);
                }

                if (rows > ImportRange.LargestRow || units > ImportRange.LargestUnit)
                {
                    throw new ImportException(new(
                        $"一次导入至多{ImportRange.LargestRow}行、{ImportRange.LargestUnit}个单元；请拆分文件",
                        $"one import takes at most {ImportRange.LargestRow} rows and {ImportRange.LargestUnit} units; split the file"));
                }
            }

            if (rows == 0)
                throw new ImportException(new($"文件{source.Files[0]}没有数据行", $"{source.Files[0]} has no rows"));
            journal.FinishPlan(range);
        });
        return opened;
    }
}
