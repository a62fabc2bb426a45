using System.Globalization;
using System.Security.Cryptography;
using Ledger.Network;
using Ledger.Node;
using Microsoft.Data.Sqlite;

namespace Ledger.EndToEnd.Tests;

/// <summary>All that a node's folder holds, read through the started node, and its record store's rows after it: two that are equal hold the same.</summary>
/// <param name="Ledger">Newest block, its state root, and the hash of every entry.</param>
/// <param name="Records">Records compared with the ledger, and rows of every table.</param>
/// <param name="Keys">The consortium keys that it would make tokens with.</param>
internal sealed record NodeReading(string Ledger, string Records, string Keys)
{
    /// <summary>Starts the node, has it check both of its stores, reads them, and stops it.</summary>
    /// <exception cref="DamageNamedException">The running node names what is damaged.</exception>
    public static async Task<NodeReading> TakeAsync(DamagedFolder folder, CancellationToken ct)
    {
        string ledger;
        ulong compared;
        await using (var node = await folder.StartAsync(ct))
        {
            using var administrator = new LocalAdministrator(folder.Network.Profile("registration-administrator"), TimeProvider.System);
            var store = await administrator.VerifyStoreAsync(ct);
            var records = await administrator.CheckRecordsAsync(ct);
            DamageNamedException.ThrowIfAny(store.Select(static fault => fault.MessageEn).Concat(records.Select(static fault => fault.MessageEn)));
            compared = records[^1].RecordsChecked;
            ledger = Read(node);
        }

        var configuration = NodeConfiguration.Load(folder.Configuration);
        return new NodeReading(
            ledger,
            string.Create(CultureInfo.InvariantCulture, $"{compared} compared; {Rows(configuration.RecordFile)}"),
            string.Join(' ', ConsortiumKeyFile.Read(configuration.ConsortiumKeys)
                .Select(static pair => Convert.ToHexStringLower(SHA256.HashData(pair.Value)))));
    }

    private static string Read(NodeHost node)
    {
        using var entries = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (ulong index = 0; index < node.Peer.Head.Size; index++)
            entries.AppendData(node.Peer.Reader.ReadEntry(index)!);
        return $"{node.Peer.Head.Number} {Convert.ToHexStringLower(node.Peer.Head.StateRoot)} {Convert.ToHexStringLower(entries.GetHashAndReset())}";
    }

    private static string Rows(string file)
    {
        using var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ConnectionString);
        connection.Open();
        using var list = connection.CreateCommand();
        list.CommandText = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name";
        var tables = new List<string>();
        using (var row = list.ExecuteReader())
        {
            while (row.Read())
                tables.Add(row.GetString(0));
        }

        return string.Join(", ", tables.Select(table => string.Create(CultureInfo.InvariantCulture, $"{table} {Count(connection, table)}")));
    }

    private static long Count(SqliteConnection connection, string table)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The name is the database's own.
        command.CommandText = $"SELECT count(*) FROM \"{table}\"";
#pragma warning restore CA2100
        return (long)command.ExecuteScalar()!;
    }
}
