using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ledger.Client;
using Ledger.Facts;
using Spectre.Console;

namespace Ledger.Cli;

/// <summary>What every command gets: the parsed line, where to write, the language, the clock, and the user's profile on demand.</summary>
internal sealed class CommandContext(ParseResult line, GlobalOptions options, Language language, TextWriter output, TextWriter error,
    TimeProvider clock, TextReader? terminal)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    /// <summary>How long a command waits for another one with the same profile.</summary>
    private static readonly TimeSpan BookPatience = TimeSpan.FromSeconds(30);

    private static readonly JsonSerializerOptions OneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public ParseResult Line => line;

    public Language Language => language;

    public TextWriter Output => output;

    public TextWriter Error => error;

    public TimeProvider Clock => clock;

    /// <summary>Where a person can be asked; null when nobody sits there, or a program reads the output.</summary>
    public TextReader? Terminal => Json ? null : terminal;

    public bool Json => line.GetValue(options.Json);

    /// <summary>The profile of <c>--profile</c>, else LEDGER_PROFILE; null when neither names one.</summary>
    public ClientProfile? FindProfile() =>
        (line.GetValue(options.Profile) ?? Environment.GetEnvironmentVariable("LEDGER_PROFILE")) is { } folder ? ClientProfile.Load(folder) : null;

    /// <summary>The profile, without which nothing can be asked.</summary>
    public ClientProfile LoadProfile() => FindProfile()
        ?? throw new FileFault("--profile", "未指定配置；请用 --profile DIR 或环境变量 LEDGER_PROFILE",
            "no profile is given; use --profile DIR or the environment variable LEDGER_PROFILE");

    /// <summary>Opens book and client, runs, and closes both.</summary>
    public async Task<T> WithClientAsync<T>(Func<LedgerClient, EvidenceBook, Task<T>> run)
    {
        var profile = LoadProfile();
        using var book = await EvidenceBook.OpenAsync(
            profile.BookPath, BookPatience,
            holder => Note(new($"等待使用同一配置的另一命令（进程 {holder}）结束……", $"waiting for another command with this profile to end (process {holder}) …")),
            TimeProvider.System, CancellationToken.None);
        using var client = LedgerClient.Connect(profile, new LedgerClientOptions { Book = book, Clock = clock });
        if (CertificateTerm.NoteOf(client.CertificateEnds, clock.GetUtcNow()) is { } ends)
            Note(ends);
        return await run(client, book);
    }

    /// <summary>Writes a result as people or programs want it.</summary>
    public ExitCode Write(CommandResult result)
    {
        if (Json)
        {
            WriteJson(result.Json);
        }
        else
        {
            Console().Write(result.View(language));
        }

        return result.Code;
    }

    /// <summary>Tells people something beside the result; programs are not disturbed.</summary>
    public void Note(Wording text)
    {
        if (!Json)
            error.WriteLine(text.In(language));
    }

    /// <summary>Asks a person; only a clear yes is one.</summary>
    public async Task<bool> ConfirmAsync(TextReader asked, Wording question, CancellationToken ct)
    {
        error.Write(question.In(language));
        return (await asked.ReadLineAsync(ct))?.Trim() is "y" or "Y" or "yes" or "是";
    }

    /// <summary>One indented JSON document.</summary>
    public void WriteJson(JsonObject json) => output.WriteLine(json.ToJsonString(Indented));

    /// <summary>One line of JSON, for streams.</summary>
    public void WriteJsonLine(JsonObject json) => output.WriteLine(json.ToJsonString(OneLine));

    /// <summary>A console on the given writer that does not cut hashes and addresses at 80 columns when redirected.</summary>
    public IAnsiConsole Console(TextWriter? writer = null)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer ?? output) });
        if (!console.Profile.Out.IsTerminal)
            console.Profile.Width = 200;

        return console;
    }
}
