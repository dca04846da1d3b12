using System.Text.Encodings.Web;
using System.Text.Json;

namespace CeCommerce.Platform.Hosting;

/// <summary>
/// One JSON object a line in production, readable lines in development; both on stderr, since stdout belongs to what a command answers.
/// No personal data: nothing of a request's body, variables or headers is ever a log argument, and EF and Npgsql keep parameters to themselves.
/// </summary>
internal static class Logging
{
    public static ILoggingBuilder AddCommerceLogging(this ILoggingBuilder logging, Settings settings)
    {
        logging.SetMinimumLevel(LogLevel.Information)
            .AddFilter("Microsoft", LogLevel.Warning)
            .AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning)
            // What a statement that failed means is told by the exception that it throws, once, where it is handled.
            .AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Critical)
            .AddFilter("OpenIddict", LogLevel.Warning)
            .AddFilter("System.Net.Http", LogLevel.Warning)
            .AddFilter("Npgsql", LogLevel.Warning);
        if (settings.IsDevelopment)
        {
            logging.AddSimpleConsole(console => (console.SingleLine, console.TimestampFormat) = (true, "HH:mm:ss "));
        }
        else
        {
            logging.AddJsonConsole(console => (console.UseUtcTimestamp, console.TimestampFormat, console.JsonWriterOptions) = (
                true, "yyyy-MM-ddTHH:mm:ss.fffZ", new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
        }

        logging.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
        return logging;
    }
}
