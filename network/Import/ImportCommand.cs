using System.CommandLine;
using Ledger.Client;
using Ledger.Exchange;
using Ledger.Facts;
using Ledger.Import;
using Ledger.Node;
using Ledger.Verifier;

namespace Ledger.Network;

/// <summary><c>import</c>: turns public sales data into full cases on a local network; starts the network when it does not run.</summary>
internal static class ImportCommand
{
    private static readonly Option<string> Format = new Option<string>("--format")
    {
        Description = "tw-lvr (Taiwan 實價登錄, a folder), uk-ppd (HM Land Registry price paid data, a file) or bdc-xml (不动产登记接入报文, a folder). / 数据格式。",
        Required = true,
    }.AcceptOnlyFromAmong([.. Importer.Formats, ExchangeImporter.Format]);

    private static readonly Argument<string> Source = new("source") { Description = "Folder (tw-lvr, bdc-xml) or file (uk-ppd). / 数据目录或文件。" };

    private static readonly Option<string> Encoding = new Option<string>("--encoding")
    {
        Description = "Encoding of the files. / 文件的编码。",
        HelpName = "NAME",
        DefaultValueFactory = _ => TextEncoding.Default,
    }.AcceptOnlyFromAmong([.. TextEncoding.Names]);

    private static readonly Option<int> Pack = Count(
        "--pack", "Rows whose steps share an envelope; 1 = an envelope for each act. / 每个信封的行数。", new ImportOptions().Pack, 500);

    private static readonly Option<int> RowsInFlight = Count("--in-flight", "Rows worked on at once. / 同时办理的行数。", new ImportOptions().RowsInFlight, 100_000);

    private static readonly Option<int> Envelopes = Count(
        "--envelopes", "Envelopes under way at once per department. / 每部门同时提交的信封数。", new ImportOptions().EnvelopesInFlight, 1_000);

    private static readonly Option<string?> CutOver = new("--cut-over")
    {
        Description = "bdc-xml: acts recorded later go through the ordinary acts, those up to it are taken over as they stand; without it all are. / 切换时刻（UTC+8）。",
        HelpName = "YYYY-MM-DD HH:MM",
    };

    private static readonly Option<string> Province = new("--province")
    {
        Description = "bdc-xml: the province's profile, newer, older, or a JSON file. / 省级口径。",
        HelpName = "NAME|FILE",
        DefaultValueFactory = static _ => "newer",
    };

    private static readonly Option<string?> SideFile = new("--side-file")
    {
        Description = "bdc-xml: CSV of facts that messages lack: kind,key,value (organ, delivery, mortgage, contract, decided). / 报文所缺事项。",
        HelpName = "FILE",
    };

    public static Command Create()
    {
        var network = new NetworkOptions();
        var command = new Command(
            "import",
            """
            Import sales: each becomes the full case, entered by the departments' clerks. Can be stopped and run again. / 导入成交数据，可中断后继续。
            Who owns a unit is known from the import's own journal: the ledger's pages name nobody. What somebody else changes on an imported unit in between it does not see, and the rules refuse the rows that no longer fit. / 权利人取自导入日志（账本页面不含姓名）；其间他人对单元所作的变更导入并不知晓，不再相符的行由规则拒绝。
            A sale is known by the register's own name for it: a file that has grown, or was published anew, records nothing twice; what it says otherwise of a recorded sale is told. / 交易以登记数据自身的标识识别：文件增长或重新发布时不会重复登簿，与已登簿内容不同之处将列出。
            uk-ppd is read row by row, with or without a heading, with status A, C and D; tw-lvr is a folder of one city or several, of each city three smaller tables are held in memory. / uk-ppd逐行读取，可无表头，识别状态A、C、D；tw-lvr为一个或多个县市的目录，每县市有三张小表置于内存。
              import --format tw-lvr network/samples/tw-lvr
              import --format uk-ppd network/samples/uk-ppd.csv
              import --format bdc-xml network/samples/bdc-xml
            """)
        {
            Format, Source, Encoding, Pack, RowsInFlight, Envelopes, CutOver, Province, SideFile,
        };
        network.AddTo(command);
        command.Options.Add(network.Restart);
        command.SetAction((parsed, ct) => RunAsync(
            parsed.GetValue(Format)!,
            parsed.GetValue(Source)!,
            new ImportOptions
            {
                Encoding = parsed.GetValue(Encoding)!,
                Pack = parsed.GetValue(Pack),
                RowsInFlight = parsed.GetValue(RowsInFlight),
                EnvelopesInFlight = parsed.GetValue(Envelopes),
            },
            () => network.Open(parsed),
            network.Placement(parsed),
            parsed.GetValue(network.Restart),
            () => ExchangeOf(parsed),
            ct));
        return command;
    }

    private static Option<int> Count(string name, string description, int normal, int most)
    {
        var option = new Option<int>(name) { Description = description, HelpName = "N", DefaultValueFactory = _ => normal };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 || result.GetValueOrDefault<int>() > most)
                result.AddError($"{name} must be 1 to {most}. / {name} 应为1至{most}。");
        });
        return option;
    }

    private static async Task<int> RunAsync(
        string format, string source, ImportOptions options, Func<LocalNetwork> open, NodePlacement placement, bool restart, Func<ExchangeOptions> exchange,
        CancellationToken ct)
    {
        try
        {
            // Before a network is made or started for nothing.
            var messages = format == ExchangeImporter.Format ? exchange() : null;
            if (messages is null)
                Importer.RequireReadable(format, source, options);
            else
                ExchangeImporter.RequireReadable(source, messages);
            await using var network = open();
            if (network.IsInUse)
                Console.Out.WriteLine($"Using the network that runs in {network.Folder} / 使用已运行的网络");
            else
                await StartAsync(network, placement, ct);
            using var ending = CancellationTokenSource.CreateLinkedTokenSource(ct);
            var watching = new ProcessWatch(network, restart, Console.Out, TimeProvider.System).RunAsync(ending.Token);
            try
            {
                if (messages is null)
                    await LocalImport.RunAsync(network, format, source, options, Console.Out, TimeProvider.System, ct);
                else
                    await LocalImport.RunExchangeAsync(network, source, messages, options, Console.Out, TimeProvider.System, ct);
            }
            finally
            {
                await ending.CancelAsync();
                await watching;
            }

            return ExitCode.Success;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            Console.Error.WriteLine("Stopped; the same command goes on where it ended. / 已停止，重新运行同一命令即可继续。");
            return ExitCode.Interrupted;
        }
        catch (FolderInUseException e)
        {
            Console.Error.WriteLine(e.Message);
            return ExitCode.InUse;
        }
        catch (ExchangeException e)
        {
            Console.Error.WriteLine(e.Message);
            return ExitCode.Failure;
        }
        catch (Exception e) when (e is ImportException or LedgerException or NodeConfigurationException or LocalNetworkException or IOException)
        {
            Console.Error.WriteLine(e is LedgerException ledger ? $"{ledger.English} / {ledger.Chinese}" : e.Message);
            Console.Error.WriteLine("What was recorded stays; the same command goes on where it ended. / 已登簿的不变，重新运行同一命令即可继续。");
            return ExitCode.Failure;
        }
    }

    private static ExchangeOptions ExchangeOf(ParseResult parsed)
    {
        ulong? cutOver = null;
        if (parsed.GetValue(CutOver) is { } text)
        {
            cutOver = WrittenInstant.TryParse(text, out var at, out var error) ? at : throw new ImportException(new(
                $"--cut-over：{error.Chinese}", $"--cut-over: {error.English}"));
        }

        var province = parsed.GetValue(Province)!;
        return new ExchangeOptions
        {
            CutOver = cutOver,
            Province = File.Exists(province) ? ProvinceProfile.Load(province) : ProvinceProfile.Find(province),
            SideFile = parsed.GetValue(SideFile),
        };
    }

    private static async Task StartAsync(LocalNetwork network, NodePlacement placement, CancellationToken ct)
    {
        Console.Out.WriteLine($"Starting the network in {network.Folder} / 正在启动网络");
        await network.StartAsync(placement, ct);
    }
}
