using System.CommandLine;
using Google.Protobuf;
using Ledger.Acts;
using Ledger.Client;
using Ledger.V1;

namespace Ledger.Cli;

/// <summary>Options of a command that set fields of a request.</summary>
internal sealed class FieldOptions(IReadOnlyList<ActOption> specs, Language language)
{
    private readonly List<(ActOption Spec, Option<string?> Symbol)> options =
        [.. specs.Select(spec => (spec, new Option<string?>(spec.Name) { Description = spec.Help.In(language), HelpName = "TEXT" }))];

    public void AddTo(Command command) => options.ForEach(option => command.Add(option.Symbol));

    /// <summary>Sets what the line gives; a value that cannot be is an <see cref="InputException"/> naming the option.</summary>
    public void Apply(ParseResult line, IMessage request, WrittenRequest? written = null)
    {
        foreach (var (spec, symbol) in options)
        {
            if (line.GetValue(symbol) is not { } text)
                continue;

            try
            {
                RequestFields.Set(request, spec.Path, text);
                written?.ByOption(spec.Path, spec.Name);
            }
            catch (FieldFault e)
            {
                throw new InputException(
                    [new InputFailure { Field = spec.Name, MessageZh = $"值“{text}”无效，应为{e.Wanted.Chinese}",
                        MessageEn = $"'{text}' is not valid, expected {e.Wanted.English}" }], e);
            }
        }
    }
}
