using System.Text.Json.Nodes;
using Spectre.Console.Rendering;

namespace Ledger.Cli;

/// <summary>What a command came to: an object for programs, tables for people, a code for the shell.</summary>
/// <param name="Code">Exit code.</param>
/// <param name="Json">The whole result.</param>
/// <param name="View">What people see; made only when they do.</param>
internal sealed record CommandResult(ExitCode Code, JsonObject Json, Func<Language, IRenderable> View);
