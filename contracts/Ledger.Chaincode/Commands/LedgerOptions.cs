using System.CommandLine;
using Ledger.Chain;
using Ledger.Contracts;

namespace Ledger.Chaincode;

/// <summary>Options that say which ledger is served.</summary>
internal sealed class LedgerOptions
{
    private readonly Option<string> sha256 = new("--genesis-sha256")
    {
        Description = "SHA-256 of genesis, 64 hex digits: no other is accepted. / 创世条目的散列。",
        HelpName = "HEX",
        Required = true,
    };

    private readonly Option<string?> genesis = new("--genesis")
    {
        Description = "Genesis file, to read the ledger's name from. / 创世文件。",
        HelpName = "FILE",
    };

    private readonly Option<string?> origin = new("--origin")
    {
        Description = "The ledger's name, when there is no genesis file. / 账本名称（无创世文件时）。",
        HelpName = "NAME",
    };

    private readonly Option<string?> organisation = new("--organisation")
    {
        Description = "Whose chaincode it is: named with its clock in refusals. / 所属机构。",
        HelpName = "NAME",
    };

    private readonly Option<string> name = new("--name")
    {
        Description = "Name that it is committed under on the channel; calls that name another chaincode are refused. / 在通道上提交时的链码名，经其他链码的调用一律拒绝。",
        HelpName = "NAME",
        DefaultValueFactory = _ => LedgerChaincodeOptions.DefaultName,
    };

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[sha256, genesis, origin, organisation, name])
            command.Options.Add(option);

        command.Validators.Add(result =>
        {
            if (result.GetValue(sha256) is { } text && !(text.Length == 64 && text.All(char.IsAsciiHexDigit)))
                result.AddError("--genesis-sha256: 64 hex digits / 应为 64 个十六进制数字");

            if (result.GetValue(genesis) is null == (result.GetValue(origin) is null))
                result.AddError("--genesis or --origin, one of them / 二者选一");
        });
    }

    /// <exception cref="GenesisException">Genesis is another one, or not in order.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public LedgerChaincodeOptions Read(ParseResult parsed)
    {
        var hash = Convert.FromHexString(parsed.GetValue(sha256)!);
        return new LedgerChaincodeOptions
        {
            GenesisSha256 = hash,
            Origin = parsed.GetValue(genesis) is { } file ? GenesisBlock.Load(File.ReadAllBytes(file), hash).Origin : parsed.GetValue(origin)!,
            Name = parsed.GetValue(name)!,
            Contract = new LedgerContract(),
            ClockName = parsed.GetValue(organisation) is { } owner ? $"endorsement at {owner}" : "endorsement",
        };
    }
}
