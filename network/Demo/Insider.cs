using System.Globalization;
using System.Text;
using Ledger.Departments;
using Microsoft.Data.Sqlite;

namespace Ledger.Network;

/// <summary>Somebody with access to a department's disk, its keys included, who knows the record store's format and its checksums.</summary>
internal static class Insider
{
    /// <summary>Changes a value in a record's contents, of the same length, and makes the row's checksum fit again.</summary>
    /// <exception cref="DemoException">The record does not hold the value.</exception>
    public static async Task ChangeAsync(string recordFile, string recordId, string from, string to, CancellationToken ct)
    {
        var number = long.Parse(recordId, CultureInfo.InvariantCulture);
        await using var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = recordFile, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ToString());
        await connection.OpenAsync(ct);
        await using var read = connection.CreateCommand();
        read.CommandText = "SELECT body FROM contents WHERE number = $n";
        read.Parameters.AddWithValue("$n", number);
        using var keys = SaltKeyFile.OpenAny(new RecordStoreFiles(recordFile).Keys);
        var wrapping = new RecordWrapping(keys);
        var row = SqliteKeys.Bytes(number);
        if (await read.ExecuteScalarAsync(ct) is not byte[] wrapped
            || wrapping.Unwrap("contents", row, wrapped) is not { } plain
            || !Replace(plain, Encoding.UTF8.GetBytes(from), Encoding.UTF8.GetBytes(to)))
        {
            throw new DemoException($"record {recordId} does not hold {from}");
        }

        var body = wrapping.WrapAlong("contents", row, plain, wrapped)!;
        await using var write = connection.CreateCommand();
        write.CommandText = "UPDATE contents SET body = $b, hash = $h WHERE number = $n";
        write.Parameters.AddWithValue("$b", body);
        write.Parameters.AddWithValue("$h", RowHash.Of("contents", number, [], body));
        write.Parameters.AddWithValue("$n", number);
        await write.ExecuteNonQueryAsync(ct);
    }

    private static bool Replace(byte[] body, byte[] from, byte[] to)
    {
        if (from.Length != to.Length)
            throw new ArgumentException("Both values have the same length, or the lengths around them would not fit.", nameof(to));
        var found = false;
        for (int at; (at = body.AsSpan().IndexOf(from)) >= 0; found = true)
            to.CopyTo(body, at);
        return found;
    }
}
