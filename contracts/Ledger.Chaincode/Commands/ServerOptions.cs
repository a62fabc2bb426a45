using System.CommandLine;
using Ledger.Fabric.Protocol;

namespace Ledger.Chaincode;

/// <summary>Options of the server; each stands above the environment variable that its help names.</summary>
internal sealed class ServerOptions
{
    private readonly Option<string?> listen = Text("--listen", "HOST:PORT", "CHAINCODE_SERVER_ADDRESS", "Where peers dial, an IP address. / 监听地址。");
    private readonly Option<string?> packageId = Text("--package-id", "ID", "CHAINCODE_ID", "Id of the installed package. / 已安装链码包的标识。");
    private readonly Option<string?> certificate = Text(
        "--tls-certificate", "FILE", "CHAINCODE_TLS_CERT", "Server certificate, PEM; without it plain text. / 服务器证书，缺省为明文。");
    private readonly Option<string?> key = Text("--tls-key", "FILE", "CHAINCODE_TLS_KEY", "Its private key, PEM. / 其私钥。");
    private readonly Option<string?> clientRoots = Text(
        "--client-roots", "FILE", "CHAINCODE_CLIENT_CA_CERT", "Roots of the peers' certificates, PEM; peers then need one. / 对端证书的根。");
    private readonly Option<int> concurrency = new("--concurrency")
    {
        Description = "Envelopes judged at a time. / 同时评判的信封数。",
        HelpName = "COUNT",
        DefaultValueFactory = _ => 64,
    };

    public ServerOptions() => concurrency.Validators.Add(result =>
    {
        if (result.GetValueOrDefault<int>() is < 1 or > 1024)
            result.AddError("--concurrency: 1 to 1024 / 应为 1 至 1024");
    });

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[listen, packageId, certificate, key, clientRoots, concurrency])
            command.Options.Add(option);
    }

    /// <exception cref="ChaincodeEnvironmentException">An option or variable is missing or cannot be used.</exception>
    public ChaincodeServerOptions Read(ParseResult parsed, Func<string, string?> variable)
    {
        var given = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["CHAINCODE_SERVER_ADDRESS"] = parsed.GetValue(listen),
            ["CHAINCODE_ID"] = parsed.GetValue(packageId),
            ["CHAINCODE_TLS_CERT"] = parsed.GetValue(certificate),
            ["CHAINCODE_TLS_KEY"] = parsed.GetValue(key),
            ["CHAINCODE_CLIENT_CA_CERT"] = parsed.GetValue(clientRoots),
        };
        return ChaincodeEnvironment.Read(name => given.GetValueOrDefault(name) ?? variable(name)) with
        {
            MaxConcurrentTransactions = parsed.GetValue(concurrency),
        };
    }

    private static Option<string?> Text(string name, string help, string variable, string description) =>
        new(name) { HelpName = help, Description = $"{description} [{variable}]" };
}
