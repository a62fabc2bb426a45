using System.CommandLine;
using Ledger.Fabric.Protocol;

namespace Ledger.Chaincode;

/// <summary><c>ledger-chaincode package</c>: makes the package that an organisation installs on its peers.</summary>
internal static class PackageCommand
{
    public static Command Create()
    {
        var label = new Option<string>("--label") { Description = "Name and version, e.g. ledger_1. / 名称与版本。", HelpName = "LABEL", Required = true };
        var address = new Option<string>("--address")
        {
            Description = "Where the peer reaches the chaincode. / 节点访问链码的地址。",
            HelpName = "HOST:PORT",
            Required = true
        };
        var root = new Option<string?>("--tls-root")
        {
            Description = "Root of the server's certificate, PEM; without it plain text. / 服务器证书的根。",
            HelpName = "FILE"
        };
        var certificate = new Option<string?>("--client-certificate") { Description = "The peer's certificate, PEM. / 节点的客户端证书。", HelpName = "FILE" };
        var key = new Option<string?>("--client-key") { Description = "Its private key, PEM. / 其私钥。", HelpName = "FILE" };
        var output = new Option<string>("--output") { Description = "The package to write. / 输出文件。", HelpName = "FILE", Required = true };
        var command = new Command("package", "Make the package for the peers, and print its id. / 生成链码包并输出其标识。") { label, address,
            root, certificate, key, output };
        command.Validators.Add(result =>
        {
            var files = new[] { result.GetValue(certificate), result.GetValue(key), result.GetValue(root) };
            if (files[0] is null != files[1] is null || (files[0] is not null && files[2] is null))
                result.AddError("--client-certificate, --client-key and --tls-root go together / 须同时给出");
        });
        command.SetAction(parsed =>
        {
            try
            {
                var package = ChaincodePackage.Create(parsed.GetValue(label)!, new ChaincodeConnection
                {
                    Address = parsed.GetValue(address)!,
                    TlsRequired = parsed.GetValue(root) is not null,
                    ClientAuthRequired = parsed.GetValue(certificate) is not null,
                    RootCertificate = Text(parsed.GetValue(root)),
                    ClientCertificate = Text(parsed.GetValue(certificate)),
                    ClientKey = Text(parsed.GetValue(key)),
                });
                File.WriteAllBytes(parsed.GetValue(output)!, package.Bytes);
                Console.Out.WriteLine(package.Id);
                return ExitCode.Success;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
            {
                Console.Error.WriteLine(e.Message);
                return ExitCode.Configuration;
            }
        });
        return command;
    }

    private static string? Text(string? file) => file is null ? null : File.ReadAllText(file);
}
