using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Ledger.Network;

/// <summary>Writes a hosted node's log to a file, one line per message, so that it does not mix with what the launcher prints.</summary>
internal sealed class FileLoggerProvider(string path, TimeProvider clock) : ILoggerProvider
{
    private readonly StreamWriter writer = new(path, append: true) { AutoFlush = true };

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new FileLogger(this, categoryName);

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (writer)
            writer.Dispose();
    }

    private void Write(string line)
    {
        lock (writer)
        {
            // Requests still ending while the node stops may log after the file is closed.
            if (writer.BaseStream is { CanWrite: true })
                writer.WriteLine(line);
        }
    }

    private sealed class FileLogger(FileLoggerProvider file, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var time = file.Clock.GetUtcNow().ToString("O", CultureInfo.InvariantCulture);
            var text = string.Create(CultureInfo.InvariantCulture, $"{time} {logLevel} {category}[{eventId.Id}] {formatter(state, exception)}");
            file.Write(exception is null ? text : $"{text}\n{exception}");
        }
    }

    private TimeProvider Clock => clock;
}
