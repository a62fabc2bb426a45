using Google.Protobuf;
using Ledger.Acts;
using Ledger.Client;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Cli;

/// <summary>A command that writes: how its request is filled in and sent.</summary>
/// <param name="Group">First word of the command.</param>
/// <param name="Verb">Second word.</param>
/// <param name="Description">What it does.</param>
/// <param name="Example">One line that works.</param>
/// <param name="Create">An empty request.</param>
/// <param name="Options">Options for simple acts; <c>--file</c> takes everything.</param>
/// <param name="Send">Makes the call, or with true has it judged only.</param>
internal sealed record ActSpec(
    string Group,
    string Verb,
    Wording Description,
    string Example,
    Func<IMessage> Create,
    IReadOnlyList<ActOption> Options,
    Func<LedgerClient, IMessage, bool, CancellationToken, Task<WriteOutcome>> Send)
{
    /// <summary>An act that its department signs.</summary>
    public static ActSpec Of<TRequest>(
        string group,
        string verb,
        Wording description,
        string example,
        Func<LedgerClient, TRequest, CancellationToken, Task<WriteOutcome>> send,
        params IReadOnlyList<ActOption> options)
        where TRequest : IMessage<TRequest>, new() =>
        new(group, verb, description, example, static () => new TRequest(), options, (client, request, dryRun, ct) =>
        {
            if (dryRun)
            {
                request.Descriptor.FindFieldByName("context").Accessor.SetValue(request, new RequestContext { DryRun = true });
            }

            return send(client, (TRequest)request, ct);
        });

    /// <summary>An act that a bank signs.</summary>
    public static ActSpec OfBank<TRequest>(
        string group,
        string verb,
        Wording description,
        string example,
        Func<LedgerClient, TRequest, bool, CancellationToken, Task<WriteOutcome>> send,
        params IReadOnlyList<ActOption> options)
        where TRequest : IMessage<TRequest>, new() =>
        new(group, verb, description, example, static () => new TRequest(), options, (client, request, dryRun, ct) => send(client, (TRequest)request, dryRun, ct));
}
