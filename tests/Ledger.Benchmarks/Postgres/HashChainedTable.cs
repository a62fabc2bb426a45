using System.Security.Cryptography;
using Npgsql;
using NpgsqlTypes;

namespace Ledger.Benchmarks;

/// <summary>
/// The plain alternative to a ledger: a table whose rows are chained by SHA-256, in one database, with one copy, no signatures and
/// no rules. A row is appended in a transaction that is durable when it ends.
/// </summary>
/// <param name="source">Connections to the database.</param>
internal sealed class HashChainedTable(NpgsqlDataSource source)
{
    private static readonly byte[] Start = new byte[SHA256.HashSizeInBytes];

    /// <summary>Makes an empty table anew.</summary>
    public async Task CreateAsync(CancellationToken ct)
    {
        await using var command = source.CreateCommand(
            """
            DROP TABLE IF EXISTS chain, head;
            CREATE TABLE chain (number bigint PRIMARY KEY, entry bytea NOT NULL, hash bytea NOT NULL);
            CREATE TABLE head (alone boolean PRIMARY KEY CHECK (alone), number bigint NOT NULL, hash bytea NOT NULL);
            INSERT INTO head VALUES (true, 0, decode(repeat('00', 32), 'hex'));
            CREATE OR REPLACE FUNCTION append(entry bytea) RETURNS bigint LANGUAGE plpgsql AS $$
            DECLARE
                made head;
            BEGIN
                UPDATE head SET number = head.number + 1, hash = sha256(head.hash || entry) RETURNING * INTO made;
                INSERT INTO chain VALUES (made.number, entry, made.hash);
                RETURN made.number;
            END $$;
            """);
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Appends a row by a function of the server: one round trip.</summary>
    public async Task AppendByFunctionAsync(byte[] entry, CancellationToken ct)
    {
        await using var command = source.CreateCommand("SELECT append($1)");
        command.Parameters.Add(Bytes(entry));
        await command.ExecuteScalarAsync(ct);
    }

    /// <summary>Appends a row that the client chains: begin, read the head, write row and head, commit.</summary>
    public async Task AppendByRoundTripsAsync(byte[] entry, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        long number;
        byte[] hash;
        await using (var read = new NpgsqlCommand("SELECT number, hash FROM head FOR UPDATE", connection, transaction))
        await using (var head = await read.ExecuteReaderAsync(ct))
        {
            await head.ReadAsync(ct);
            (number, hash) = (head.GetInt64(0) + 1, SHA256.HashData([.. head.GetFieldValue<byte[]>(1), .. entry]));
        }

        await using (var insert = new NpgsqlCommand("INSERT INTO chain VALUES ($1, $2, $3)", connection, transaction))
        {
            insert.Parameters.Add(new NpgsqlParameter<long> { TypedValue = number });
            insert.Parameters.Add(Bytes(entry));
            insert.Parameters.Add(Bytes(hash));
            await insert.ExecuteNonQueryAsync(ct);
        }

        await using (var update = new NpgsqlCommand("UPDATE head SET number = $1, hash = $2", connection, transaction))
        {
            update.Parameters.Add(new NpgsqlParameter<long> { TypedValue = number });
            update.Parameters.Add(Bytes(hash));
            await update.ExecuteNonQueryAsync(ct);
        }

        await transaction.CommitAsync(ct);
    }

    /// <summary>Reads every row and computes the chain anew.</summary>
    /// <returns>Rows.</returns>
    /// <exception cref="BenchmarkException">A hash is another one.</exception>
    public async Task<long> VerifyAsync(CancellationToken ct)
    {
        var (rows, hash) = (0L, Start);
        await using var command = source.CreateCommand("SELECT number, entry, hash FROM chain ORDER BY number");
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
        {
            hash = SHA256.HashData([.. hash, .. row.GetFieldValue<byte[]>(1)]);
            if (row.GetInt64(0) != ++rows || !hash.AsSpan().SequenceEqual(row.GetFieldValue<byte[]>(2)))
                throw new BenchmarkException($"Row {rows} of the hash-chained table does not follow the one before.");
        }

        return rows;
    }

    /// <summary>What the server says of itself and of what durable means to it.</summary>
    public async Task<(string Version, string Durability)> DescribeAsync(CancellationToken ct)
    {
        await using var command = source.CreateCommand(
            "SELECT current_setting('server_version'), 'fsync=' || current_setting('fsync') || ', synchronous_commit=' || current_setting('synchronous_commit')");
        await using var row = await command.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        return (row.GetString(0), row.GetString(1));
    }

    private static NpgsqlParameter<byte[]> Bytes(byte[] value) => new() { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Bytea };
}
