using Npgsql;

namespace Ledger.Benchmarks;

/// <summary>A PostgreSQL cluster of its own in a temporary folder, reached over a Unix socket; every commit waits for the disk.</summary>
internal sealed class PostgresCluster : IAsyncDisposable
{
    private const string User = "ledger";

    private readonly PostgresPrograms programs;
    private readonly string folder;

    private PostgresCluster(PostgresPrograms programs, string folder, NpgsqlDataSource source) =>
        (this.programs, this.folder, Source) = (programs, folder, source);

    /// <summary>Connections to it.</summary>
    public NpgsqlDataSource Source { get; }

    /// <summary>Makes and starts one.</summary>
    /// <param name="programs">PostgreSQL as it is installed.</param>
    /// <param name="connections">Connections at most.</param>
    /// <param name="ct">Gives up.</param>
    public static async Task<PostgresCluster> StartAsync(PostgresPrograms programs, int connections, CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("ledger-pg-").FullName;
        var data = Path.Combine(folder, "data");
        try
        {
            await PostgresPrograms.GiveAsync(folder, ct);
            await programs.RunAsync("initdb", ["-D", data, "-U", User, "-A", "trust", "-E", "UTF8", "--no-locale"], ct);
            await programs.RunAsync("pg_ctl",
                ["-D", data, "-l", Path.Combine(folder, "log"), "-w", "-o",
                    $"-k {folder} -c listen_addresses= -c unix_socket_permissions=0700 -c fsync=on -c synchronous_commit=on -c max_connections={connections + 10}", "start"],
                ct);
        }
        catch
        {
            Directory.Delete(folder, recursive: true);
            throw;
        }

        var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder
        {
            Host = folder,
            Username = User,
            Database = "postgres",
            MaxPoolSize = connections,
            MaxAutoPrepare = 10,
            AutoPrepareMinUsages = 1,
        });
        return new(programs, folder, source);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        await programs.RunAsync("pg_ctl", ["-D", Path.Combine(folder, "data"), "-m", "fast", "-w", "stop"], CancellationToken.None);
        Directory.Delete(folder, recursive: true);
    }
}
